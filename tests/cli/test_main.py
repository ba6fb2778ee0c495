import os
import subprocess
import sys

from novapulse.adapters.local.workers.worker_process import THREAD_LIMITS

PROGRAM = """
import os, sys

class Watch:
    def find_spec(self, name, *_):
        if name == "numpy":
            print("threads:", os.environ.get("OPENBLAS_NUM_THREADS"))

sys.meta_path.insert(0, Watch())
sys.argv = ["novapulse", "keys", "--help"]
try:
    from novapulse.cli import main
    main()
finally:
    import numpy
"""


def test_matrix_libraries_are_told_to_use_one_thread_before_they_are_loaded() -> None:
    untold = {name: value for name, value in os.environ.items() if name not in THREAD_LIMITS}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, env=untold
    )
    told = [line for line in run.stdout.splitlines() if line.startswith("threads:")]
    assert told == ["threads: 1"], run.stderr
