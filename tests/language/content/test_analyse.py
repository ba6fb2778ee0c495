from datetime import datetime

import pytest

from novapulse.domain.content import DRAFT_LEFT_OUT, ENGLISH_ONLY, Content
from novapulse.domain.content_options import CustomEntity
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.tracker import Tracker
from novapulse.language.content import analyse_content
from tests.language.calls import make_transcript
from tests.language.content.labelled_calls import DEVELOPMENT, STARTED
from tests.language.content.make_content import make_content, redacted

SPANISH = [("Agent", "¿Dónde está la factura?"), ("Customer", "Las facturas están aquí.")]


def test_the_same_call_gives_the_same_content() -> None:
    once, again = (make_content(*DEVELOPMENT[0].turns) for _ in range(2))

    assert once == again


def test_content_survives_the_store() -> None:
    content = make_content(*DEVELOPMENT[0].turns)

    assert Content.model_validate_json(content.model_dump_json()) == content


def test_ids_of_one_call_are_distinct() -> None:
    content = make_content(*DEVELOPMENT[0].turns)

    ids = [
        *(message.id for message in content.messages),
        *(topic.id for topic in content.topics),
        *(question.id for question in content.questions),
        *(task.id for task in (*content.action_items, *content.follow_ups)),
        *(entity.id for entity in content.entities),
    ]
    assert len(set(ids)) == len(ids)


def test_another_language_gives_messages_words_and_a_notice() -> None:
    transcript = redacted(SPANISH).model_copy(update={"language": "es-ES"})

    content = analyse_content(
        transcript,
        started_at=STARTED,
        custom_entities=[CustomEntity(custom_type="Papel", text="factura")],
        trackers=[Tracker(name="Factura", vocabulary=("factura",))],
    )

    assert len(content.messages) == 2
    assert (content.questions, content.topics) == ((), ())
    assert [len(entity.references) for entity in content.entities] == [2]
    assert [tracker.name for tracker in content.trackers] == ["Factura"]
    assert [notice.code for notice in content.notices] == [ENGLISH_ONLY]
    assert "Spanish" in content.notices[0].message


def test_of_a_draft_only_sure_segments_count() -> None:
    turns = [("Agent", "I will send you the form."), ("Customer", "Where is it?")]
    draft = make_transcript(turns, draft=True, confidence=0.3)

    content = analyse_content(draft.model_copy(update={"pii_redacted": True}), started_at=STARTED)

    assert len(content.messages) == 2
    assert (content.action_items, content.questions) == ((), ())
    assert [notice.code for notice in content.notices] == [DRAFT_LEFT_OUT]


def test_an_empty_call_has_nothing() -> None:
    assert analyse_content(redacted([]), started_at=STARTED) == Content(messages=())


def test_an_unredacted_transcript_is_refused() -> None:
    with pytest.raises(ValueError, match="pii_redacted"):
        analyse_content(make_transcript(SPANISH), started_at=STARTED)


def test_a_start_without_zone_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="time zone"):
        analyse_content(redacted([]), started_at=datetime(2026, 3, 4))


def test_a_threshold_out_of_range_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="confidence_threshold"):
        make_content(confidence_threshold=1.5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "...",
        "?",
        "[NAME]",
        "no.",
        "a" * 5000,
        "send me " * 400,
        "(((",
        "three hundred and " * 1500,
        "[NAME] " * 1500,
        "1 " * 800,
    ],
)
def test_odd_text_is_survived(text: str) -> None:
    assert make_content(("Agent", text), ("Customer", "Yes.")).messages
