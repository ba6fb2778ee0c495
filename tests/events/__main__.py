"""Write ``events/schemas`` anew: ``python -m tests.events``."""

import json
from pathlib import Path

from novapulse.domain.event_schemas import event_schemas

SCHEMAS = Path(__file__).parents[2] / "events" / "schemas"


def as_text(schema: dict[str, object]) -> str:
    return json.dumps(schema, indent=2) + "\n"


def main() -> None:
    for name, schema in event_schemas().items():
        (SCHEMAS / f"{name}.json").write_text(as_text(schema), encoding="utf-8")


if __name__ == "__main__":
    main()
