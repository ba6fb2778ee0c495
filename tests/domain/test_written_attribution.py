import unicodedata

from novapulse.domain.behaviour import known_agents
from novapulse.domain.transcript import Transcript
from novapulse.domain.written_attribution import attribute_written
from novapulse.domain.written_call import WRITTEN, WrittenCall, WrittenTurn
from novapulse.domain.written_times import TIMES_ESTIMATED

CALL = (
    ("Thank you for calling Northwind, how can I help you today?", 0.0, 4.0),
    ("I am calling about my bill, I was charged twice.", 4.5, 9.0),
)


def attributed(*speakers: str, language: str = "en-US") -> Transcript:
    turns = tuple(
        WrittenTurn(speaker=speaker, text=text, start=start, end=end)
        for speaker, (text, start, end) in zip(speakers, CALL, strict=False)
    )
    return attribute_written(WrittenCall(turns=turns), language=language)


def test_each_turn_is_one_segment_with_its_time_and_words() -> None:
    transcript = attributed("Agent", "Customer")
    first, second = transcript.segments
    assert (first.id, first.text, first.start, first.end) == (1, CALL[0][0], 0.0, 4.0)
    assert (second.id, second.speaker, second.flags) == (2, "Customer", (WRITTEN,))
    assert " ".join(word.word for word in second.words) == CALL[1][0]
    assert (second.words[0].start, second.words[-1].end) == (4.5, 9.0)
    assert {word.confidence for word in first.words} == {1.0}
    assert (transcript.duration_seconds, transcript.engine.name) == (9.0, "text")
    assert not transcript.pii_redacted
    assert transcript.notices == ()


def test_whoever_is_called_agent_or_customer_is_in_any_case() -> None:
    transcript = attributed(" CUSTOMER", "agent")
    assert [s.speaker for s in transcript.segments] == ["Customer", "Agent"]
    assert [role.confidence for role in transcript.speakers] == [1.0, 1.0]
    assert [role.name for role in transcript.speakers] == [None, None]


def test_of_two_who_are_called_otherwise_the_words_tell_the_roles() -> None:
    transcript = attributed("Mia", "Oskar Weber")
    roles = [(role.label, role.source, role.name) for role in transcript.speakers]
    assert roles == [("Agent", "speaker 1", "Mia"), ("Customer", "speaker 2", "Oskar Weber")]
    assert "greets for a company" in transcript.speakers[0].reason


def test_numbers_are_no_names() -> None:
    assert [role.name for role in attributed("speaker 2", "Speaker 1").speakers] == [None, None]


def test_speakers_are_numbered_by_first_appearance_whatever_they_are_called() -> None:
    turns = tuple(
        WrittenTurn(speaker=name, text="Yes, of course.") for name in ("c", "a", "c", "b")
    )
    transcript = attribute_written(WrittenCall(turns=turns), language="en-US")
    numbers = ["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 3"]
    assert [segment.speaker for segment in transcript.segments] == numbers


def test_turns_come_in_order_of_time_and_keep_their_numbers() -> None:
    turns = (
        WrittenTurn(speaker="a", text="Second.", start=5.0, end=6.0),
        WrittenTurn(speaker="b", text="First.", start=1.0, end=2.0),
    )
    segments = attribute_written(WrittenCall(turns=turns), language="en-US").segments
    assert [(segment.id, segment.text) for segment in segments] == [(2, "First."), (1, "Second.")]


def test_what_is_not_known_is_said() -> None:
    call = WrittenCall(turns=(WrittenTurn(speaker="a", text="Guten Tag."),))
    codes = [notice.code for notice in attribute_written(call, language="de-DE").notices]
    assert codes == [TIMES_ESTIMATED, "analysis_english_only"]


def test_two_agents_with_names_keep_them_for_each_turn_goes_to_its_speaker() -> None:
    turns = tuple(
        WrittenTurn(speaker=name, text=text)
        for name, text in (
            ("Sam", "Thank you for calling Bluewater, how can I help you?"),
            ("Ann", "I lost my card, I need a new one."),
            ("Sam", "I'll put you through to our card team."),
            ("Rita", "Card services, Rita speaking. Can I have your date of birth, please?"),
            ("Ann", "My birthday is in March."),
            ("Rita", "Thank you. I've blocked the card and I'll send you a new one."),
            ("Rita", "Is there anything else that I can help you with?"),
        )
    )
    transcript = attribute_written(WrittenCall(turns=turns), language="en-US")
    labels = [(role.name, role.label) for role in transcript.speakers]
    assert labels == [("Sam", "Speaker 1"), ("Ann", "Customer"), ("Rita", "Agent")]
    assert transcript.speakers[0].reason.startswith("also the agent greets")
    assert known_agents(transcript) == {"Agent", "Speaker 1"}


def test_letters_come_back_with_their_marks_in_them() -> None:
    turn = WrittenTurn(speaker="Agent", text=unicodedata.normalize("NFD", "This is José Nuñez."))
    (segment,) = attribute_written(WrittenCall(turns=(turn,)), language="en-US").segments
    assert segment.text == "This is José Nuñez."
    assert [word.word for word in segment.words] == ["This", "is", "José", "Nuñez."]
