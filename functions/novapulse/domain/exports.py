"""A transcript as plain text, SubRip (SRT) and WebVTT."""

import textwrap
from collections.abc import Callable

from novapulse.domain.cues import Cue, cues
from novapulse.domain.transcript import Transcript

LINE_CHARACTERS = 42
"""See ``cues.MAX_CHARACTERS``."""

SRT_LOOKALIKES = str.maketrans("<>{}", "‹›()")
"""SubRip has no escapes, yet players take ``<...>`` and ``{...}`` for markup."""
VTT_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""https://www.w3.org/TR/webvtt1/#webvtt-cue-text"""


def txt(transcript: Transcript) -> str:
    """One segment a line; no times, no speakers."""
    lines = (" ".join(segment.text.split()) for segment in transcript.segments)
    return "".join(f"{line}\n" for line in lines if line)


def srt(transcript: Transcript, *, speaker_labels: bool = True) -> str:
    """Labels stand before the text, as in ``Agent: Hello``."""

    def body(cue: Cue) -> str:
        text = f"{cue.speaker}: {cue.text}" if speaker_labels else cue.text
        return _wrap(text).translate(SRT_LOOKALIKES)

    return "\n".join(_blocks(transcript, body, fraction=","))


def vtt(transcript: Transcript, *, speaker_labels: bool = True) -> str:
    """Labels are voice tags, as in ``<v Agent>Hello``."""

    def body(cue: Cue) -> str:
        voice = f"<v {cue.speaker.translate(VTT_ESCAPES)}>" if speaker_labels else ""
        return voice + _wrap(cue.text).translate(VTT_ESCAPES)

    return "\n".join(["WEBVTT\n", *_blocks(transcript, body, fraction=".")])


def _blocks(transcript: Transcript, body: Callable[[Cue], str], *, fraction: str) -> list[str]:
    return [
        f"{number}\n{_time(cue.start, fraction)} --> {_time(cue.end, fraction)}\n{body(cue)}\n"
        for number, cue in enumerate(cues(transcript), start=1)
    ]


def _wrap(text: str) -> str:
    return "\n".join(textwrap.wrap(text, LINE_CHARACTERS, break_on_hyphens=False))


def _time(seconds: float, fraction: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{fraction}{rest % 1000:03}"
