"""Build the functions' layers for Lambda (arm64, Python 3.13) without Docker:
``python -m tools.build_layers [layer ...]``.

Wheels only, each with the hash of its lock in ``infra/layers``; what a function never reads is left
out; byte code is written where this machine has Lambda's Python. ``.build/layers/NAME/python`` is
the result, ``infra/layers/sizes.json`` its figures.
"""

import argparse
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from infra.bundles import BUILT, LAYERS, SIZES, functions, lock_of, recipe, same_times
from infra.compiled import LAMBDA_PYTHON, compile_folder, lambda_python
from tools.layer_contents import left_out, modules, unpacked_bytes
from tools.try_layers import all_missing

FOLDER = BUILT / "layers"
GLIBC = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
"""Lambda's Python 3.13 stands on Amazon Linux 2023, which has glibc 2.34."""
PROCESSORS = {"arm64": "aarch64", "x86_64": "x86_64"}
STEPS = ("Collecting", "Processing")
"""What pip says at each package, from an index and from a folder."""
LAST_LINES = 5


class BuildFailed(Exception):
    """Its text says what to do."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layers", nargs="*", metavar="layer", help=f"of {', '.join(LAYERS)}")
    parser.add_argument(
        "--try-at",
        type=Path,
        metavar="FOLDER",
        help="build them for x86_64 into FOLDER instead, and import every function from them",
    )
    given = parser.parse_args(arguments)
    wanted = given.layers or LAYERS
    unknown = sorted(set(wanted) - set(LAYERS))
    if unknown:
        parser.error(f"'{unknown[0]}' is no layer; those there are: {', '.join(LAYERS)}")
    python = lambda_python()
    if python is None:
        _say(
            f"No Python {LAMBDA_PYTHON} on this machine: the layers go without byte code, and cold "
            "starts take about three times as long. Install it and run make layers again."
        )
    try:
        if given.try_at:
            return _try(given.try_at, python)
        _record({name: build(name, FOLDER, python) for name in wanted}, SIZES)
    except BuildFailed as error:
        _say(f"make layers: {error}")
        return 1
    return 0


def _try(folder: Path, python: str | None) -> int:
    """Raises BuildFailed."""
    if python is None:
        raise BuildFailed(f"there is no Python {LAMBDA_PYTHON} to try them with")
    for name in LAYERS:
        build(name, folder, python, processor="x86_64")
    missing = all_missing(folder, python)
    for function, names in missing.items():
        _say(f"{function} cannot import {names}")
    _say(f"{len(functions()) - len(missing)} of {len(functions())} functions import all they use")
    return int(bool(missing))


def build(
    name: str, folder: Path, python: str | None, *, processor: str = "arm64"
) -> dict[str, object]:
    """The layer ``name`` below ``folder``, in place of an older one once it is whole; its figures.
    Raises BuildFailed."""
    unfinished = folder / f".{name}"
    shutil.rmtree(unfinished, ignore_errors=True)
    packages = unfinished / "python"
    packages.mkdir(parents=True)
    _install(name, packages, processor)
    dropped = left_out(packages)
    if python:
        compile_folder(packages, place="/opt/python", python=python)
    same_times(unfinished)
    figures = {
        "recipe": recipe(name),
        "compiled": python is not None,
        "unpacked_bytes": unpacked_bytes(unfinished),
        "zipped_bytes": _zipped_bytes(unfinished, folder / f".{name}.zip"),
        "modules": modules(packages),
    }
    _put_in_place(unfinished, folder / name, figures)
    megabytes = [
        round(int(str(figures[key])) / 1e6, 1) for key in ("unpacked_bytes", "zipped_bytes")
    ]
    _say(
        f"{name}: {megabytes[0]} MB unpacked, {megabytes[1]} MB zipped "
        f"({dropped / 1e6:.1f} MB left out)"
    )
    return figures


def _install(name: str, target: Path, processor: str) -> None:
    lock = lock_of(name)
    wanted = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    platforms = [f"--platform={glibc}_{PROCESSORS[processor]}" for glibc in GLIBC]
    process = subprocess.Popen(  # noqa: S603
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "install"),
            *(
                "--no-deps",
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--no-compile",
                "--ignore-requires-python",
            ),
            *("--implementation", "cp", "--python-version", LAMBDA_PYTHON, *platforms),
            *("--target", str(target), "--progress-bar", "off", "--requirement", str(lock)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    told = []
    assert process.stdout is not None
    for line in process.stdout:
        told.append(line.rstrip())
        if line.startswith(STEPS):
            count = sum(each.startswith(STEPS) for each in told)
            _say(f"\r{name}: {count} of {wanted} packages", end="")
    _say("")
    if process.wait():
        raise BuildFailed(
            f"the packages of {lock.name} cannot be installed:\n" + "\n".join(told[-LAST_LINES:])
        )


def _zipped_bytes(folder: Path, archive: Path) -> int:
    """As large as what Lambda is sent."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, path.relative_to(folder))
    size = archive.stat().st_size
    archive.unlink()
    return size


def _put_in_place(unfinished: Path, folder: Path, figures: dict[str, object]) -> None:
    """The stamp last: a layer without one has not been built."""
    stamp = folder.with_suffix(".json")
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    stamp.write_text(json.dumps(figures))


def _record(figures: dict[str, dict[str, object]], sizes: Path) -> None:
    known = json.loads(sizes.read_text(encoding="utf-8")) if sizes.is_file() else {}
    text = json.dumps({**known, **figures}, indent=2, sort_keys=True)
    sizes.write_text(f"{text}\n", encoding="utf-8")


def _say(text: str, end: str = "\n") -> None:
    sys.stdout.write(f"{text}{end}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
