"""Whether a file that was sent is a recording that the native API takes."""

from pathlib import Path

from novapulse.domain.errors import BadAudio, InvalidRequest, UnsupportedMedia
from novapulse.domain.job import Dialect, JobOptions
from novapulse.domain.media import MediaInfo
from novapulse.services.home import MediaProbe
from novapulse.services.intake.size_limits import LIMITS, SizeLimits, check_size

MAX_SAMPLE_RATES = {"mp3": 48_000, "m4a": 48_000, "ogg": 48_000, "wav": 96_000, "flac": 96_000}
"""Hz, by format."""


def check_recording(
    path: Path,
    options: JobOptions,
    *,
    probe: MediaProbe,
    max_seconds: float,
    any_format: bool = False,
    size_limits: SizeLimits | None = None,
) -> MediaInfo:
    """Judges by content, never by name. Raises UnsupportedMedia for what is not MP3, WAV, M4A, FLAC
    or OGG, InvalidRequest for what is empty, too long, or above its format's sample rate.
    ``any_format`` takes whatever can be decoded, as the Symbl API does. ``size_limits``, or those
    of the API that the job came by, take the place of formats and sample rates; they raise
    FileTooLarge."""
    limits = size_limits or LIMITS.get(options.dialect)
    media = _probed(path, probe, silent_is_none=limits is not None)
    if limits is not None:
        check_size(media, limits)
    elif not (any_format or options.dialect is Dialect.SYMBL):
        _check_format(media)
    if media.duration_seconds > max_seconds:
        raise _invalid(
            f"{media.duration_seconds:.0f} s long; accepted are up to {max_seconds:.0f} s"
        )
    beyond = [c for c in options.channels if int(c) > media.channels]
    if beyond:
        raise InvalidRequest(
            "invalid_parameter",
            f"channels: '{beyond[0]}' is named; the recording has {media.channels}",
        )
    return media


def _check_format(media: MediaInfo) -> None:
    from novapulse.speech.decode import native_format  # numpy comes with it

    name = native_format(media)
    if name is None:
        raise UnsupportedMedia(
            "unsupported_media_type",
            f"file: the content is {media.container}; accepted are MP3, WAV, M4A, FLAC and OGG",
        )
    limit = MAX_SAMPLE_RATES[name]
    if media.sample_rate > limit:
        raise _invalid(f"{media.sample_rate} Hz; {name.upper()} is accepted up to {limit} Hz")


def _probed(path: Path, probe: MediaProbe, *, silent_is_none: bool) -> MediaInfo:
    """``silent_is_none``: a file without a sample is no recording at all."""
    try:
        return probe(path)
    except BadAudio as error:
        if error.code == "audio_empty" and not silent_is_none:
            raise _invalid(error.message) from None
        raise UnsupportedMedia(
            "unsupported_media_type",
            f"file: {error.message}",
        ) from None


def _invalid(message: str) -> InvalidRequest:
    return InvalidRequest("invalid_parameter", f"file: {message}")
