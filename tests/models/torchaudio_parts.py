"""Makes torchaudio importable beside a PyTorch without CUDA, in the venv that runs this file.

The compiled parts of its wheels are linked to CUDA's libraries, and an import that finds them
loads them. pyannote.audio needs none of them: without CUDA they are removed.
"""

from importlib.util import find_spec
from pathlib import Path


def remove_parts_for_cuda() -> list[str]:
    """The names of the files removed."""
    import torch

    found = find_spec("torchaudio")
    if torch.version.cuda is not None or found is None or found.origin is None:
        return []
    parts = sorted((Path(found.origin).parent / "lib").glob("*.so"))
    for part in parts:
        part.unlink()
    return [part.name for part in parts]


if __name__ == "__main__":
    print(f"torchaudio: {len(remove_parts_for_cuda())} parts for CUDA removed")
