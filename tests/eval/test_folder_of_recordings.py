"""A user's recording through the scoreboard: the beginning of the sample call."""

import json
from pathlib import Path

import pytest

from tests.bench.audio import write_call
from tests.eval.__main__ import main
from tests.eval.recordings import SAMPLES, script

SECONDS = 11.3
"""Its first two turns."""


@pytest.mark.slow
def test_a_recording_is_scored_by_words_and_speakers(tmp_path: Path) -> None:
    said = script()[:2]
    write_call(SAMPLES / "billing_call_mono.ogg", SECONDS, tmp_path / "x.wav")
    lines = [f"[{line.start}-{line.end}] {line.speaker}: {line.text}\n" for line in said]
    (tmp_path / "x.turns.txt").write_text("".join(lines), encoding="utf-8")
    file = tmp_path / "out.json"

    assert main([str(tmp_path), "--only", "words", "--only", "speakers", "--json", str(file)]) == 0

    document = json.loads(file.read_text(encoding="utf-8"))
    figures = document["figures"]
    assert figures["words.sphinx.folder.wer"]["of"] == 33
    assert figures["words.sphinx.folder.wer"]["value"] < 0.5
    assert figures["words.sphinx.folder.attributed_wer"]["value"] < 0.6
    assert figures["speakers.folder.der_collar"]["value"] < 0.3
    assert figures["speakers.folder.der_collar"]["of"] <= SECONDS
    assert [row["recording"] for row in document["recordings"]] == ["x.wav"]
    assert any(note.startswith("whisper is not measured") for note in document["notes"]) or (
        "words.whisper.folder.wer" in figures
    )
