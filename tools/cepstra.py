"""The cepstra that PocketSphinx itself makes of a signal."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Cepstra = NDArray[np.float64]
SIZE = 13
_HEADER_BYTES = 4


def cepstra(
    signals: Sequence[NDArray[np.float32]], rate: int, params: Path | None
) -> list[Cepstra]:
    """One array of shape (frames, 13) for each signal, 100 frames a second, before any
    normalisation. ``params``: features other than those of the model."""
    from pocketsphinx import Config, Decoder

    with tempfile.TemporaryDirectory() as folder:
        # Listening for one word is the cheapest search there is, and cannot be left out.
        config = Config(
            loglevel="FATAL",
            lm=None,
            keyphrase="zebra",
            kws_threshold=1e-5,
            samprate=rate,
            mfclogdir=folder,
        )
        if params is not None:
            config["featparams"] = str(params)
        decoder = Decoder(config)
        for signal in signals:
            decoder.start_utt()
            decoder.process_raw(_pcm(signal), full_utt=True)
            decoder.end_utt()
        # A file is complete when the next one begins.
        decoder.start_utt()
        decoder.end_utt()
        del decoder
        files = sorted(Path(folder).iterdir())[: len(signals)]
        return [_read(file) for file in files]


def deltas(values: Cepstra) -> tuple[Cepstra, Cepstra]:
    """First and second differences as the model's features have them (``1s_c_d_dd``)."""
    padded = np.pad(values, ((3, 3), (0, 0)), "edge")
    at = np.arange(len(values)) + 3
    first = padded[at + 2] - padded[at - 2]
    second = (padded[at + 3] - padded[at - 1]) - (padded[at + 1] - padded[at - 3])
    return first, second


def _pcm(signal: NDArray[np.float32]) -> bytes:
    return (np.clip(signal, -1, 1) * 32767).astype("<i2").tobytes()


def _read(file: Path) -> Cepstra:
    values = np.frombuffer(file.read_bytes()[_HEADER_BYTES:], ">f4")
    return values.reshape(-1, SIZE).astype(np.float64)
