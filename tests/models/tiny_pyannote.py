"""A diarization pipeline of pyannote.audio with random weights, 26 MB."""

from pathlib import Path
from typing import Any

import numpy as np

_PRINT, _REDUCED = 256, 128
"""Sizes of a voice print, and of what PLDA makes of it."""
_CONFIG = """\
dependencies:
  pyannote.audio: 4.0.0
pipeline:
  name: pyannote.audio.pipelines.SpeakerDiarization
  params:
    segmentation: $model/segmentation
    embedding: $model/embedding
    plda: $model/plda
    clustering: VBxClustering
    embedding_exclude_overlap: true
params:
  clustering: {threshold: 0.6, Fa: 0.07, Fb: 0.8}
  segmentation: {min_duration_off: 0.0}
"""


def write_tiny_pyannote(folder: Path, *, seed: int = 0) -> Path:
    """The files of ``pyannote/speaker-diarization-community-1``: config.yaml and three folders."""
    import torch
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.embedding import WeSpeakerResNet34
    from pyannote.audio.models.segmentation import PyanNet

    torch.manual_seed(seed)
    small = {"hidden_size": 16, "num_layers": 1}
    segmentation = PyanNet(lstm={**small, "bidirectional": True, "monolithic": True}, linear=small)
    segmentation.specifications = Specifications(
        problem=Problem.MONO_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=10.0,
        classes=["speaker#1", "speaker#2", "speaker#3"],
        powerset_max_classes=2,
        permutation_invariant=True,
    )
    segmentation.build()
    _save(segmentation, folder / "segmentation")
    embedding = WeSpeakerResNet34()
    embedding.specifications = Specifications(
        problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=5.0
    )
    _save(embedding, folder / "embedding")
    _save_plda(folder / "plda", np.random.default_rng(seed))
    (folder / "config.yaml").write_text(_CONFIG)
    return folder


def _save(model: Any, folder: Path) -> None:
    """As Lightning saves a checkpoint."""
    import torch

    folder.mkdir()
    checkpoint = {
        "state_dict": model.state_dict(),
        "hyper_parameters": {k: v for k, v in model.hparams.items() if k != "task"},
        "pytorch-lightning_version": "2.6.0",
        "epoch": 0,
        "global_step": 0,
        "loops": {},
    }
    model.on_save_checkpoint(checkpoint)
    torch.save(checkpoint, folder / "pytorch_model.bin")


def _save_plda(folder: Path, noise: np.random.Generator) -> None:
    folder.mkdir()
    turned, _ = np.linalg.qr(noise.standard_normal((_PRINT, _REDUCED)))
    np.savez(
        folder / "xvec_transform.npz", mean1=np.zeros(_PRINT), mean2=np.zeros(_REDUCED), lda=turned
    )
    np.savez(
        folder / "plda.npz",
        mu=np.zeros(_REDUCED),
        tr=np.eye(_REDUCED),
        psi=np.linspace(2, 0.1, _REDUCED),
    )
