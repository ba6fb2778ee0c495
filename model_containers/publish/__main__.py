"""``python -m model_containers.publish``: see ``--help``."""

import sys

from model_containers.publish.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
