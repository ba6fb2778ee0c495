"""Render the sample call: ``python -m tools.render_sample [FOLDER]`` (needs ``flite``).

Debian's flite 2.2 speaks each line of ``sample_script``: the agent is voice ``slt``, the caller
``rms``. Both come from the CMU Arctic recordings and are free for any use with their notice kept
(a BSD-like licence). Nothing is random: the same flite and codec give the same files.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from tools.sample_script import AGENT_VOICE, CUSTOMER_VOICE, SCRIPT, Line

Samples = npt.NDArray[np.float32]

RATE = 16000
"""What both voices speak at."""
BIT_RATE = {"mono": 32_000, "stereo": 40_000}
LEVEL = 0.06
"""RMS of each line, full scale 1."""
FLOOR = 0.01
"""What counts as silence at the ends of a line, relative to its peak."""
TAIL_SECONDS = 0.5
NAME = "billing_call"
SAMPLES = Path(__file__).parent.parent / "functions" / "novapulse" / "samples"


@dataclass(frozen=True)
class Placed:
    """A line on the clock of the call, in seconds."""

    line: Line
    start: float
    end: float
    audio: Samples


def speak(line: Line, flite: str) -> Samples:
    """The line at ``RATE`` Hz, trimmed to the speech, at one level."""
    voice = AGENT_VOICE if line.speaker == "Agent" else CUSTOMER_VOICE
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "line.wav"
        command = [flite, "-voice", voice, "-t", line.text, "-o", str(file)]
        subprocess.run(command, check=True)  # noqa: S603 the words are our own
        with wave.open(str(file)) as wav:
            if wav.getframerate() != RATE:
                raise SystemExit(f"flite gave {wav.getframerate()} Hz, expected {RATE}")
            raw = np.frombuffer(wav.readframes(wav.getnframes()), "<i2")
    audio = raw.astype(np.float32) / 32768
    loud = np.flatnonzero(np.abs(audio) > FLOOR * np.abs(audio).max())
    audio = audio[loud[0] : loud[-1] + 1]
    level = LEVEL / float(np.sqrt(np.mean(audio**2)))
    return (audio * level).astype(np.float32)


def place(script: tuple[Line, ...]) -> list[Placed]:
    """Every line after its gap."""
    flite = shutil.which("flite")
    if flite is None:
        raise SystemExit("flite is not installed: apt-get install flite")
    placed: list[Placed] = []
    clock = 0.0
    for line in script:
        audio = speak(line, flite)
        start = round(clock + line.gap, 2)
        clock = start + len(audio) / RATE
        placed.append(Placed(line, start, round(clock, 2), audio))
    return placed


def channels(call: list[Placed]) -> tuple[Samples, Samples]:
    """Agent and customer, each as long as the call."""
    length = round((max(turn.end for turn in call) + TAIL_SECONDS) * RATE)
    agent, customer = np.zeros(length, np.float32), np.zeros(length, np.float32)
    for turn in call:
        track = agent if turn.line.speaker == "Agent" else customer
        first = round(turn.start * RATE)
        track[first : first + len(turn.audio)] += turn.audio
    return agent, customer


def write_audio(file: Path, tracks: tuple[Samples, ...]) -> None:
    """Opus in Ogg: the call in mono and in stereo stays under 1 MB."""
    pcm = np.stack([np.clip(t * 32767, -32768, 32767).astype("<i2") for t in tracks], axis=1)
    layout = "stereo" if len(tracks) == 2 else "mono"
    options = {"fflags": "+bitexact"}
    with av.open(str(file), "w", options=options) as container:
        stream = container.add_stream("libopus", rate=RATE, layout=layout)
        stream.bit_rate = BIT_RATE[layout]
        frame = av.AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout=layout)
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)


def reference(call: list[Placed]) -> dict[str, object]:
    """What is said, by whom, when, which of it is PII, and the mood that a listener hears."""
    turns = [
        {
            "id": number,
            "speaker": turn.line.speaker,
            "start": turn.start,
            "end": turn.end,
            "text": turn.line.text,
            "sentiment": turn.line.mood,
            "pii": [{"kind": kind, "text": text} for kind, text in turn.line.pii],
        }
        for number, turn in enumerate(call, start=1)
    ]
    return {
        "title": "A billing complaint: charged twice",
        "duration_seconds": round(max(turn.end for turn in call) + TAIL_SECONDS, 2),
        "sample_rate": RATE,
        "channels": {"1": "Agent", "2": "Customer"},
        "voices": {"Agent": AGENT_VOICE, "Customer": CUSTOMER_VOICE},
        "turns": turns,
    }


def render(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    call = place(SCRIPT)
    agent, customer = channels(call)
    write_audio(folder / f"{NAME}_mono.ogg", (agent + customer,))
    write_audio(folder / f"{NAME}_stereo.ogg", (agent, customer))
    document = json.dumps(reference(call), indent=2) + "\n"
    (folder / f"{NAME}.json").write_text(document, encoding="utf-8")
    text = "".join(f"{turn.line.text}\n" for turn in call)
    (folder / f"{NAME}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    render(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
