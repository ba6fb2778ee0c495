"""The OpenAPI document as it is checked in; run as a module, this writes it."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from novapulse.api.native.app import create_app
from tests.services.house import make_home

CHECKED_IN = Path(__file__).parents[3] / "docs" / "openapi.json"


def made() -> str:
    with TemporaryDirectory() as folder:
        document = create_app(make_home(Path(folder))).openapi()
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    CHECKED_IN.write_text(made(), encoding="utf-8")
