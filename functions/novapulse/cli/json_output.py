"""JSON on stdout: one document and nothing else."""

import json
import sys


def print_json(document: object) -> None:
    sys.stdout.write(json_text(document))


def json_text(document: object) -> str:
    """With a line feed at its end."""
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n"
