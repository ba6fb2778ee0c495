"""Our batched engines against faster-whisper's and transformers' own, on one GPU, as one table.

``python bench/gpu.py`` from anywhere; the packages of a plain PyTorch image are enough to begin
with, and what is missing is said and left out. Weights are random and of the shape of
large-v3-turbo; every path decodes the same number of tokens from every window of 30 s.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    # Neither this package nor novapulse need be installed.
    sys.path[:0] = [str(root), str(root / "functions")]
    from bench.comparison import main

    sys.exit(main(sys.argv[1:]))
