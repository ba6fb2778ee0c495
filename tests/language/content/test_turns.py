"""A call that came as text: one message a turn, and what is found in its sentences."""

from novapulse.domain.content import Content
from novapulse.domain.content_options import CustomEntity
from novapulse.domain.tracker import BY_MEANING, Tracker
from novapulse.domain.written_call import WRITTEN
from novapulse.language.content import analyse_content
from novapulse.language.content.messages import messages_of
from tests.language.content.labelled_calls import STARTED
from tests.language.content.make_content import redacted
from tests.services.word_embedder import WordEmbedder

TURNS = (
    ("Customer", "Hello. My card fell into the water, and I am sorry."),
    ("Agent", "Not a problem. What is your name? How are you today?"),
    ("Customer", "  Noted. The new card is late. Please send the new card by Friday.  "),
    ("Agent", "I will do that. Thank you for letting us know. Anything else today?"),
)
"""The third turn has blanks around it."""
OPTIONS = (CustomEntity(custom_type="thing", text="card"),)
TRACKERS = (
    Tracker(name="Cards", vocabulary=("new card",)),
    Tracker(name="Late", vocabulary=("the card came late",)),
)


def written() -> Content:
    spoken = redacted(TURNS)
    segments = tuple(s.model_copy(update={"flags": (WRITTEN,)}) for s in spoken.segments)
    return analyse_content(
        spoken.model_copy(update={"segments": segments}),
        started_at=STARTED,
        custom_entities=OPTIONS,
        trackers=TRACKERS,
        embedder=WordEmbedder(),
    )


def test_a_turn_is_a_message() -> None:
    assert [message.text for message in written().messages] == [text.strip() for _, text in TURNS]


def test_a_question_is_the_sentence_that_asks() -> None:
    (question,) = written().questions
    assert question.text == "What is your name?"
    assert question.message_ids == (written().messages[1].id,)


def test_a_date_of_another_sentence_is_not_the_date() -> None:
    asked, promised = written().action_items
    assert (asked.text, asked.due_text) == ("Please send the new card by Friday.", "Friday")
    assert (promised.text, promised.due_text) == ("I will do that.", None)
    assert asked.message_ids == (written().messages[2].id,)


def test_every_reference_points_at_its_words_in_the_message() -> None:
    found = written()
    texts = {message.id: message.text for message in found.messages}
    (card,) = [entity for entity in found.entities if entity.type == "custom"]
    places = [(texts[r.message_id][r.offset :][:4], r.segment_id) for r in card.references]
    assert places == [("card", 1), ("card", 3), ("card", 3)]
    matches = found.trackers[0].matches[0].references
    assert [r.text[r.offset :][:8] for r in matches] == ["new card", "new card"]
    assert {r.text for r in matches} == {TURNS[2][1].strip()}


def test_a_message_means_an_entry_once() -> None:
    late = next(tracker for tracker in written().trackers if tracker.name == "Late")
    references = late.matches[0].references
    assert len({r.message_id for r in references}) == len(references)
    assert {r.offset for r in references} == {BY_MEANING}


def test_topics_name_each_message_once() -> None:
    found = written()
    known = {message.id for message in found.messages}
    assert found.topics
    for topic in found.topics:
        assert len(set(topic.message_ids)) == len(topic.message_ids)
        assert set(topic.message_ids) <= known


def test_phrases_are_those_of_the_sentences() -> None:
    assert "send the new card" in written().messages[2].phrases


def test_a_spoken_call_is_cut_into_sentences() -> None:
    spoken = redacted(TURNS)
    assert messages_of(spoken, english=True) == messages_of(spoken, english=True, sentences=True)
