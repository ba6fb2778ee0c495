"""JSON on stdout: one document and nothing else."""

import json
import sys


def print_json(document: object) -> None:
    json.dump(document, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
