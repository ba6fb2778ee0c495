import os
import subprocess
import sys
import time

from tests.bench.memory import MemoryWatch, tree_bytes

HOLD_50_MB = "import time; held = b'x' * 50_000_000; print('held', flush=True); time.sleep(60)"


def test_the_memory_of_children_counts() -> None:
    before = tree_bytes(os.getpid())
    command = [sys.executable, "-c", HOLD_50_MB]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        grown = tree_bytes(os.getpid()) - before
        child.kill()
    assert grown > 45_000_000


def test_the_watch_keeps_the_peak() -> None:
    with MemoryWatch(os.getpid()) as memory:
        time.sleep(0.1)
    assert memory.peak == max(memory.samples) > 1_000_000


def test_a_process_that_is_gone_has_no_memory() -> None:
    assert tree_bytes(2**22 + 1) == 0
