"""Import everything that each function can come to from nothing but its layers and the asset, by
Lambda's Python: what is missing in a layer is found before a function finds it."""

import json
import subprocess
from pathlib import Path

from infra.bundles import CODE, asset_folder, functions, layers_of
from tools.reachable import reached_from

SNAPSHOT = "novapulse.handlers.api_snapshot"
"""Built when it is imported: it wants an account."""
CODE_OF_A_TRY = """
import importlib, json, sys
places, names = json.loads(sys.argv[1])
sys.path[:0] = places
missing = {}
for name in names:
    try:
        importlib.import_module(name)
    except Exception as error:
        missing[name] = f"{type(error).__name__}: {error}"
print(json.dumps(missing))
"""


def missing(function: str, layers: Path, python: str) -> dict[str, str]:
    """What cannot be imported, and why. ``layers`` are built for this machine's processor."""
    reached = reached_from(f"novapulse.handlers.{function}", CODE)
    names = sorted({*reached.modules, *reached.packages} - {SNAPSHOT})
    places = [str(asset_folder())]
    places += [str(layers / name / "python") for name in layers_of(function)]
    answer = subprocess.run(  # noqa: S603
        [python, "-I", "-S", "-B", "-c", CODE_OF_A_TRY, json.dumps([places, names])],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(answer.stdout)
    return found


def all_missing(layers: Path, python: str) -> dict[str, dict[str, str]]:
    """By function; those that miss nothing are left out."""
    found = {function: missing(function, layers, python) for function in functions()}
    return {function: names for function, names in found.items() if names}
