"""Content of a few lines, for the tests."""

from collections.abc import Sequence

from novapulse.domain.content import Content
from novapulse.domain.content_options import CustomEntity
from novapulse.domain.tracker import Tracker
from novapulse.domain.transcript import Transcript
from novapulse.language.content import analyse_content
from novapulse.language.embedder import Embedder
from tests.language.calls import make_transcript
from tests.language.content.labelled_calls import STARTED


def redacted(turns: Sequence[tuple[str, str]]) -> Transcript:
    return make_transcript(turns).model_copy(update={"pii_redacted": True})


def make_content(
    *turns: tuple[str, str],
    custom_entities: Sequence[CustomEntity] = (),
    trackers: Sequence[Tracker] = (),
    embedder: Embedder | None = None,
    confidence_threshold: float = 0.5,
) -> Content:
    return analyse_content(
        redacted(turns),
        started_at=STARTED,
        custom_entities=custom_entities,
        trackers=trackers,
        embedder=embedder,
        confidence_threshold=confidence_threshold,
    )


def agent_says(text: str) -> Content:
    """What is found in one sentence of an agent, the customer having greeted."""
    return make_content(("Customer", "Hello."), ("Agent", text))
