"""The whole comparison: what is measured, each in its own process, and the report."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.availability import gpu_name, have, missing, versions
from bench.measure import Case, Result
from bench.paths import PATHS
from bench.shapes import SHAPES, Shape
from bench.table import ratios, table
from bench.weights import CTRANSLATE2, TRANSFORMERS, write_ctranslate2, write_transformers

ROOT = Path(__file__).resolve().parent.parent
_LIMIT_SECONDS = 1800
_WRITERS = {CTRANSLATE2: write_ctranslate2, TRANSFORMERS: write_transformers}

Say = Callable[[str], None]


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    gpu = gpu_name()
    if gpu is None and given.device == "cuda":
        _say("No GPU is to be seen here (nvidia-smi tells of none): nothing is measured.")
        return 0
    _say(f"{datetime.now(UTC):%Y-%m-%d}, {gpu or 'the CPU'}; {versions()}")
    _say(
        f"Random weights of the shape of {given.shape}, {given.tokens} tokens from every 30 s, "
        f"float16 on a GPU; median of {given.repeats} after one run to warm up."
    )
    with tempfile.TemporaryDirectory(prefix="novapulse-bench-", dir=given.scratch) as folder:
        cases = list(_cases(given, SHAPES[given.shape], Path(folder)))
        results = [_run(case, given.repeats) for case in cases]
    _say("\n" + table(results) + "\n")
    for line in ratios(results):
        _say(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/gpu.py", description="Speech engines on a GPU")
    parser.add_argument("--minutes", type=float, default=60.0, help="of audio (60)")
    parser.add_argument("--tokens", type=int, default=100, help="from every 30 s, 4 to 200 (100)")
    parser.add_argument("--repeats", type=int, default=3, help="timed runs of each case (3)")
    parser.add_argument(
        "--batches", type=_numbers, default=[1, 2, 4, 8, 16, 32, 64], help="1,2,4,8,16,32,64"
    )
    parser.add_argument("--paths", default="", help="only those whose name holds this")
    parser.add_argument("--scratch", help="where about 4 GB of weights may lie meanwhile")
    parser.add_argument("--shape", choices=SHAPES, default="large-v3-turbo", help=argparse.SUPPRESS)
    parser.add_argument("--device", choices=["cuda", "cpu"], default="cuda", help=argparse.SUPPRESS)
    return parser


def _cases(given: argparse.Namespace, shape: Shape, folder: Path) -> Iterator[Case]:
    """Paths whose packages are missing are said and left out."""
    needed = ("torch",) if given.device == "cuda" else ()
    for path in PATHS.values():
        if given.paths not in path.name:
            continue
        absent = missing((*path.needs, *needed), have)
        if absent:
            _say(f"left out: {path.name} ({', '.join(absent)} is not installed)")
            continue
        weights = folder / path.weights
        if not weights.exists():
            _say(f"writing the weights for {path.weights}")
            _WRITERS[path.weights](weights, shape)
        for batch in given.batches:
            if path.largest is None or batch <= path.largest:
                minutes = min(given.minutes, _SHORT_MINUTES) if batch == 1 else given.minutes
                yield Case(path.name, str(weights), given.device, batch, given.tokens, minutes)


_SHORT_MINUTES = 10.0
"""One window at a time takes long, and its speed does not depend on the length."""


def _run(case: Case, repeats: int) -> Result:
    _say(f"{case.path}, batch {case.batch_size}")
    told = json.dumps(asdict(case) | {"repeats": repeats})
    python_path = os.pathsep.join([str(ROOT), str(ROOT / "functions")])
    try:
        ended = subprocess.run(  # noqa: S603 - this interpreter, and nothing of a caller
            [sys.executable, "-m", "bench.measure", told],
            env=os.environ | {"PYTHONPATH": python_path, "HF_HUB_OFFLINE": "1"},
            capture_output=True,
            text=True,
            timeout=_LIMIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Result(case=case, error=f"not done in {_LIMIT_SECONDS} s")
    lines = ended.stdout.strip().splitlines()
    if ended.returncode != 0 or not lines:
        last = (ended.stderr.strip().splitlines() or ["no word"])[-1]
        return Result(case=case, error=f"ended with {ended.returncode}: {last}"[:200])
    found = json.loads(lines[-1])
    return Result(**(found | {"case": Case(**found["case"])}))


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
