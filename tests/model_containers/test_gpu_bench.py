"""The comparison on a GPU, run on the CPU with a tiny network: all that needs no torch."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from bench.availability import missing, versions
from bench.comparison import main
from bench.measure import Case, Result, measure, noise
from bench.memory import PeakMemory, held_mib
from bench.paths import PATHS, RATE
from bench.shapes import SHAPES
from bench.table import ratios, table
from bench.vocabulary import LANGUAGES, tokens, write_tokenizer
from bench.weights import write_ctranslate2

ROOT = Path(__file__).resolve().parents[2]
OURS = "NovaPulse, CTranslate2"
THEIRS = "faster-whisper batched, word times"


def make_result(
    path: str = OURS, *, seconds: float = 2.0, words: int = 2000, error: str = ""
) -> Result:
    case = Case(path, "/weights", "cuda", batch_size=16, tokens=100, minutes=10.0)
    return Result(case, seconds=seconds, words=words, memory_mib=5.0, error=error)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ctranslate2(tmp_path_factory.mktemp("weights"), SHAPES["tiny"])


def test_the_vocabulary_of_turbo_is_as_large_as_whispers() -> None:
    names = tokens(SHAPES["large-v3-turbo"])

    assert len(names) == len(set(names)) == 51_866
    assert len(LANGUAGES) == 100
    assert names.index("<|endoftext|>") == 50_257
    assert names.index("<|notimestamps|>") == 50_364
    assert names.index("<|30.00|>") == 51_865


def test_every_invented_word_is_one_token_and_every_byte_has_one(tmp_path: Path) -> None:
    write_tokenizer(tmp_path, SHAPES["tiny"])
    tokenizer = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    names = tokens(SHAPES["tiny"])

    assert tokenizer.get_vocab_size() == len(names)
    assert tokenizer.decode([names.index("Ġw7"), names.index("Ġw12")]) == " w7 w12"
    assert tokenizer.decode(tokenizer.encode("héllo €").ids) == "héllo €"


@pytest.mark.parametrize("path", [OURS, THEIRS, "faster-whisper batched"])
def test_every_path_decodes_the_tokens_that_it_is_asked_for(path: str, weights: Path) -> None:
    result = measure(Case(path, str(weights), "cpu", batch_size=2, tokens=12, minutes=1.0))

    assert result.as_asked
    assert result.seconds > 0
    assert result.memory_mib >= 0


def test_all_packages_of_the_second_engine_are_asked_for() -> None:
    absent = missing(PATHS["NovaPulse, transformers"].needs, lambda name: name != "torch")

    assert absent == ["torch"]


def test_noise_is_windows_of_thirty_seconds_and_the_same_each_time() -> None:
    first, second = noise(2), noise(2)

    assert [len(window) for window in first] == [30 * RATE] * 2
    assert (first[1] == second[1]).all()
    assert (first[0] != first[1]).any()


def test_memory_taken_and_given_back_is_seen() -> None:
    with PeakMemory("cpu", held_mib("cpu")) as memory:
        block = bytearray(b"x" * 60_000_000)
        deadline = time.monotonic() + 20
        while memory.mib < 40 and time.monotonic() < deadline:
            time.sleep(0.01)
        del block

    assert 40 < memory.mib < 400


def test_speed_is_seconds_of_audio_for_one_of_work() -> None:
    assert make_result().speed == 300.0


def test_other_numbers_of_tokens_are_told() -> None:
    assert "1500 tokens, not as asked" in table([make_result(words=1500)])
    assert "not as asked" not in table([make_result(words=1985)])


def test_the_table_is_markdown_with_a_row_for_each_result() -> None:
    lines = table([make_result(), make_result(THEIRS, error="out of memory")]).splitlines()

    assert len({len(line) for line in lines}) == 1
    assert lines[1].startswith("|--")
    assert "300.0 x" in lines[2]
    assert "out of memory" in lines[3]


def test_ratios_compare_the_best_of_ours_with_the_best_of_each_other() -> None:
    results = [
        make_result(),
        make_result(seconds=1.0),
        make_result(THEIRS, seconds=1.5),
        make_result("faster-whisper batched", error="out of memory"),
    ]

    assert ratios(results) == [
        f"{OURS} (batch 16) is 1.50 times as fast as {THEIRS} (batch 16)",
    ]


def test_versions_name_what_is_installed() -> None:
    assert "ctranslate2" in versions()


def test_without_a_gpu_it_says_so_and_ends_well() -> None:
    """As a person calls it, from another folder."""
    ended = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "gpu.py")],
        env={"PATH": ""},
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout.startswith("No GPU is to be seen here")


@pytest.mark.slow
def test_the_whole_comparison_prints_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    small = ["--device", "cpu", "--shape", "tiny", "--minutes", "1", "--tokens", "8"]
    status = main([*small, "--batches", "2", "--repeats", "1", "--paths", "word times"])
    told = capsys.readouterr().out

    assert status == 0
    assert told.count(THEIRS) == 2
    assert "not as asked" not in told


def test_a_process_that_dies_is_a_row_with_its_last_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    small = ["--device", "cpu", "--shape", "tiny", "--minutes", "1", "--batches", "2"]

    assert main([*small, "--paths", OURS]) == 0
    assert "ended with 1" in capsys.readouterr().out
