"""From a recording of any kind to raw channels that the engines read: the first stage."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.errors import BadAudio
from novapulse.domain.media import MediaInfo, Notice, PreparedAudio
from novapulse.speech.channels import ChannelChoice, choose_channels
from novapulse.speech.container import empty
from novapulse.speech.decode import Decoding, probe
from novapulse.speech.pcm import SAMPLE_RATE
from novapulse.speech.survey import Survey, survey
from novapulse.speech.truncation import is_truncated

TELEPHONE_RATE = 8_000
_NO_HIGH_BAND_DB = -42.0
"""Wide-band speech keeps more than this above 4.2 kHz; what an 8 kHz line carried does not,
whatever rate its recording was later given."""
_QUIET_DBFS = -40.0
_CLIPPED_SHARE = 0.001
_SHORT_SECONDS = 10.0


def prepare(
    path: Path,
    *,
    open_blob: Callable[[str], AbstractContextManager[BinaryIO]],
    key_of: Callable[[int], str],
    max_seconds: float,
) -> PreparedAudio:
    """Decode ``path`` and write the i-th kept channel to ``open_blob(key_of(i))``, i from 0.

    The recording is decoded twice, first to judge its channels, so that memory stays flat and
    nothing is written that is not kept. Raises BadAudio as ``probe`` does, and
    ``audio_too_long``.
    """
    media = probe(path)
    _check_length(media.duration_seconds, max_seconds)
    decoding = Decoding(path)
    measured = survey(_limited(decoding, max_seconds))
    if measured is None:
        raise empty()
    choice = choose_channels(measured)
    numbers = (0,) if choice.signs else tuple(i + 1 for i in choice.kept)
    keys = tuple(key_of(i) for i in range(len(numbers)))
    _write(Decoding(path), choice, keys, open_blob)
    seconds = measured.samples / SAMPLE_RATE
    truncated = decoding.faulty or is_truncated(path, media, seconds)
    return PreparedAudio(
        media=media,
        mode=choice.mode,
        sample_rate=SAMPLE_RATE,
        source_rate=_source_rate(media, measured),
        samples=measured.samples,
        duration_seconds=round(seconds, 3),
        channel_keys=keys,
        channel_numbers=numbers,
        notices=(*choice.notices, *_notices(measured, choice, seconds, truncated=truncated)),
    )


def _check_length(seconds: float, max_seconds: float) -> None:
    if seconds > max_seconds:
        raise BadAudio(
            "audio_too_long",
            f"The recording is longer than the {max_seconds / 3600:.1f} hours that are accepted. "
            "Split it, or raise the setting max_audio_seconds.",
        )


def _limited(blocks: Decoding, max_seconds: float) -> Iterator[NDArray[np.int16]]:
    """The same blocks; stops a small file that unpacks to an endless recording."""
    samples = 0
    for block in blocks:
        samples += block.shape[1]
        _check_length(samples / SAMPLE_RATE, max_seconds)
        yield block


def _write(
    blocks: Decoding,
    choice: ChannelChoice,
    keys: tuple[str, ...],
    open_blob: Callable[[str], AbstractContextManager[BinaryIO]],
) -> None:
    with ExitStack() as open_files:
        files = [open_files.enter_context(open_blob(key)) for key in keys]
        for block in blocks:
            for file, row in zip(files, _rows(block, choice), strict=True):
                file.write(row.astype("<i2").tobytes())


def _rows(block: NDArray[np.int16], choice: ChannelChoice) -> list[NDArray[np.int16]]:
    kept = block[list(choice.kept)]
    if choice.signs is None:
        return list(kept)
    mix = (kept * np.array(choice.signs, dtype=np.float32)[:, None]).mean(axis=0)
    return [np.rint(mix).astype(np.int16)]


def _source_rate(media: MediaInfo, measured: Survey) -> int:
    """The source's rate, or 8000 if a telephone line took all that lies above 4 kHz."""
    telephone = measured.high_band < _NO_HIGH_BAND_DB
    return min(media.sample_rate, TELEPHONE_RATE) if telephone else media.sample_rate


def _notices(
    measured: Survey, choice: ChannelChoice, seconds: float, *, truncated: bool
) -> Iterator[Notice]:
    kept = list(choice.kept)
    if truncated:
        yield Notice(
            code="audio_truncated",
            message=f"The file is damaged or its end is missing; {seconds:.1f} s could be decoded.",
        )
    if float(np.percentile(measured.levels[kept], 95)) < _QUIET_DBFS:
        yield Notice(
            code="audio_very_quiet",
            message="The recording is very quiet; it was amplified, and more words may be wrong.",
        )
    if float(measured.clipped[kept].max()) > _CLIPPED_SHARE:
        yield Notice(
            code="audio_clipped",
            message="The recording is clipped (overdriven), so more words may be wrong.",
        )
    if seconds < _SHORT_SECONDS:
        yield Notice(
            code="audio_short",
            message=f"The recording lasts {seconds:.1f} s; 10 s or more are advised.",
        )
