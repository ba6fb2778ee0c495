"""The sample's script as if an engine had heard every word."""

from collections.abc import Sequence

from novapulse.domain.transcript import EngineInfo, Segment, SpeakerRole, Transcript
from tests.eval.recordings import ScriptTurn


def script_transcript(script: Sequence[ScriptTurn]) -> Transcript:
    return Transcript(
        language="en-US",
        duration_seconds=script[-1].end,
        engine=EngineInfo(name="script", model="none", version="1"),
        speakers=tuple(
            SpeakerRole(label=label, source="script", confidence=1.0, reason="written so")
            for label in ("Agent", "Customer")
        ),
        segments=tuple(
            Segment(
                id=turn.id,
                speaker=turn.speaker,
                start=turn.start,
                end=turn.end,
                text=turn.text,
                confidence=1.0,
            )
            for turn in script
        ),
        pii_redacted=False,
    )
