import wave
from pathlib import Path

from tests.bench.__main__ import SAMPLE
from tests.bench.audio import write_call


def test_a_recording_is_repeated_to_the_asked_length(tmp_path: Path) -> None:
    call = tmp_path / "call.wav"
    write_call(SAMPLE, 150.0, call)
    with wave.open(str(call)) as wav:
        assert (wav.getnchannels(), wav.getframerate()) == (1, 16000)
        assert wav.getnframes() == 150 * 16000
        wav.setpos(109 * 16000)
        assert any(wav.readframes(5 * 16000))


def test_a_shorter_call_than_the_recording_is_its_beginning(tmp_path: Path) -> None:
    call = tmp_path / "call.wav"
    write_call(SAMPLE, 5.0, call)
    with wave.open(str(call)) as wav:
        assert wav.getnframes() == 5 * 16000
