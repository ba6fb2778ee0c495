import json
from pathlib import Path

import pytest

from tests.eval.recordings import read_turns, referenced_recordings, sample_recordings
from tests.eval.speakers import Turn


def write(folder: Path, **texts: str) -> None:
    """``call_wav`` becomes ``call.wav``."""
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def test_a_recording_is_scored_with_whatever_lies_beside_it(tmp_path: Path) -> None:
    write(tmp_path, a_wav="", a_txt="hello there", b_wav="", c_wav="", c_txt="Wie geht’s, schön?")
    write(tmp_path, d_wav="", d_turns_txt="[0-1.5] agent: hello\n# a comment\n[2-3] caller: hi\n")
    found = {r.name: r for r in referenced_recordings(tmp_path, set_name="folder")}
    assert set(found) == {"a.wav", "c.wav", "d.wav"}
    assert (found["a.wav"].words, found["a.wav"].turns) == ("hello there", ())
    assert found["c.wav"].words is None
    assert found["d.wav"].words == "hello hi"
    assert found["d.wav"].lines == (("agent", "hello"), ("caller", "hi"))
    assert found["d.wav"].turns == (Turn("agent", 0, 1.5), Turn("caller", 2, 3))
    assert {r.set for r in found.values()} == {"folder"}


def test_turns_without_times_are_words_alone(tmp_path: Path) -> None:
    write(tmp_path, x_turns_txt="speaker 2: it's 5:30, I think\nspeaker 1: oh\n")
    assert read_turns(tmp_path / "x.turns.txt") == (
        (("speaker 2", "it's 5:30, I think"), ("speaker 1", "oh")),
        (),
    )


def test_a_line_that_names_nobody_is_refused(tmp_path: Path) -> None:
    write(tmp_path, x_turns_txt="a: hello\nhello\n")
    with pytest.raises(ValueError, match=r"x\.turns\.txt, line 2"):
        read_turns(tmp_path / "x.turns.txt")


def test_the_samples_are_known_word_for_word() -> None:
    mono, stereo = sample_recordings()
    assert (mono.set, stereo.set) == ("sample_mono", "sample_stereo")
    assert len(mono.lines) == len(mono.turns) == 20
    assert mono.words is not None
    assert json.dumps(mono.personal_data).count("Karen") == 1
