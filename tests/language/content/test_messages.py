from novapulse.domain.transcript import Segment, Transcript, Word
from novapulse.domain.written_call import WRITTEN
from novapulse.language.content import analyse_content
from novapulse.language.content.messages import messages_of
from tests.language.content.labelled_calls import STARTED
from tests.language.content.make_content import make_content, redacted


def texts(*turns: tuple[str, str]) -> list[str]:
    return [message.text for message in make_content(*turns).messages]


def test_each_sentence_is_a_message_of_its_speaker() -> None:
    content = make_content(("Agent", "Hello there. What is wrong?"), ("Customer", "It broke."))

    assert [(m.speaker, m.text, m.segment_id) for m in content.messages] == [
        ("Agent", "Hello there.", 1),
        ("Agent", "What is wrong?", 1),
        ("Customer", "It broke.", 2),
    ]


def test_abbreviations_and_amounts_do_not_end_a_sentence() -> None:
    said = "Mr. Smith pays $69.99 to the P. O. Box at 5 p.m. on Friday. Is No. 5 right?"

    assert texts(("Agent", said)) == [
        "Mr. Smith pays $69.99 to the P. O. Box at 5 p.m. on Friday.",
        "Is No. 5 right?",
    ]


def test_a_tag_belongs_to_what_it_asks_about() -> None:
    assert texts(("Agent", "The page is not ready, is it?")) == ["The page is not ready, is it?"]


def test_text_without_marks_is_cut_into_clauses() -> None:
    said = "okay let me check that for you do you have the number i will call the warehouse"

    assert texts(("Agent", said)) == [
        "okay let me check that for you",
        "do you have the number",
        "i will call the warehouse",
    ]


def test_embedded_clauses_are_not_cut_off() -> None:
    said = "i do not know when the package that we ordered will be here"

    assert texts(("Customer", said)) == [said]


def test_a_pause_ends_a_clause_where_nothing_is_marked() -> None:
    words = ["the", "red", "card", "fell", "into", "the", "water", "my", "husband", "saw", "it"]
    pause_before = words.index("my")
    timed = tuple(
        Word(
            word=w,
            start=i + (2 if i >= pause_before else 0),
            end=i + 1 + (2 if i >= pause_before else 0),
            confidence=0.9,
        )
        for i, w in enumerate(words)
    )
    transcript = redacted([("Customer", " ".join(words))])
    segment = transcript.segments[0].model_copy(update={"words": timed, "end": 13.0})

    content = analyse_content(
        transcript.model_copy(update={"segments": (segment,)}), started_at=STARTED
    )

    assert [m.text for m in content.messages] == [
        "the red card fell into the water",
        "my husband saw it",
    ]


def test_times_are_those_of_the_words() -> None:
    content = make_content(("Agent", "Hello there friend. Bye now."))

    first, second = content.messages
    assert (first.start, round(first.end, 2)) == (0.0, 1.2)
    assert (round(second.start, 2), round(second.end, 2)) == (1.2, 2.0)
    assert [word.word for word in second.words] == ["Bye", "now."]


def test_without_words_times_follow_the_share_of_characters() -> None:
    transcript = without_words(redacted([("Agent", "Four. Five.")]), end=11.0)

    first, second = analyse_content(transcript, started_at=STARTED).messages

    assert (first.start, first.end) == (0.0, 5.0)
    assert (second.start, second.end) == (6.0, 11.0)


def without_words(transcript: Transcript, *, end: float) -> Transcript:
    segments: list[Segment] = [
        s.model_copy(update={"words": (), "end": end}) for s in transcript.segments
    ]
    return transcript.model_copy(update={"segments": tuple(segments)})


def test_no_word_is_lost_and_offsets_point_into_the_segment() -> None:
    transcript = redacted([("Agent", "Well, yes. I'll send it, and you call me. Okay?")])

    messages = analyse_content(transcript, started_at=STARTED).messages

    segment = transcript.segments[0]
    assert sum(len(m.words) for m in messages) == len(segment.words)
    for message in messages:
        assert segment.text[message.offset :].startswith(message.text)


def test_action_phrases_name_what_is_to_be_done() -> None:
    content = make_content(
        ("Agent", "I need you to submit the documents by Friday. Let me check that.")
    )

    assert [m.phrases for m in content.messages] == [("submit the documents",), ()]


def test_ids_have_sixteen_digits_that_a_double_keeps() -> None:
    content = make_content(("Agent", "I will send the form. I will send the form."))

    ids = [m.id for m in content.messages]
    assert len(set(ids)) == 2
    assert all(len(str(i)) == 16 and i < 2**53 for i in ids)


def test_what_came_as_text_is_one_message_a_segment_whatever_its_marks() -> None:
    spoken = redacted([("Agent", " One sentence. And another one? Yes. "), ("Customer", "   ")])
    segments = tuple(s.model_copy(update={"flags": (WRITTEN,)}) for s in spoken.segments)
    written = spoken.model_copy(update={"segments": segments})
    assert len(messages_of(spoken, english=True)) == 3
    (message,) = messages_of(written, english=True)
    assert (message.segment_id, message.offset) == (1, 1)
    assert message.text == "One sentence. And another one? Yes."
