"""Redaction of transcripts, and the second scan."""

from novapulse.domain.insights import (
    Behavioral,
    Insights,
    Recommendation,
    Sentence,
    Sentiment,
    Summary,
)
from novapulse.domain.media import Notice
from novapulse.domain.transcript import SpeakerRole
from novapulse.language.pii import RuleDetector
from novapulse.language.redact import redact_transcript, scan_insights, scan_text
from novapulse.language.summary import TemplateSummariser
from tests.language.calls import make_transcript

DETECTOR = RuleDetector()
CALL = [
    ("Agent", "Thank you for calling. My name is Karen Miller. May I have your account number?"),
    ("Customer", "It's four eight two one nine eight two one."),
    ("Agent", "Thanks, and your e-mail?"),
    ("Customer", "david dot wilson at example dot com"),
]


def test_texts_and_words_lose_the_same_things() -> None:
    redacted = redact_transcript(make_transcript(CALL), DETECTOR)

    assert [s.text for s in redacted.segments] == [
        " ".join(word.word for word in s.words) for s in redacted.segments
    ]
    assert redacted.segments[1].text == "It's [ACCOUNT_NUMBER]."
    assert redacted.segments[3].text == "[EMAIL]"


def test_everything_but_text_and_words_stays() -> None:
    notice = Notice(code="audio_truncated", message="cut off")
    transcript = make_transcript(CALL, notices=(notice,))
    redacted = redact_transcript(transcript, DETECTOR)

    assert redacted.pii_redacted
    assert redacted.notices == (notice,)
    assert [(s.id, s.start, s.end) for s in redacted.segments] == [
        (s.id, s.start, s.end) for s in transcript.segments
    ]


def test_redacting_twice_changes_nothing() -> None:
    once = redact_transcript(make_transcript(CALL), DETECTOR)

    assert redact_transcript(once, DETECTOR) == once


def test_personal_data_that_only_the_words_hold_goes() -> None:
    transcript = make_transcript([("Customer", "my card number is 4111 1111 1111 1111")])
    silent = transcript.segments[0].model_copy(update={"text": "my card number is here"})
    redacted = redact_transcript(transcript.model_copy(update={"segments": (silent,)}), DETECTOR)

    assert not any("1111" in word.word for word in redacted.segments[0].words)


def test_a_segment_without_text_is_read_from_its_words() -> None:
    transcript = make_transcript([("Customer", "my name is lily")])
    wordless = transcript.segments[0].model_copy(update={"text": ""})
    redacted = redact_transcript(transcript.model_copy(update={"segments": (wordless,)}), DETECTOR)

    assert redacted.segments[0].text == "my name is [NAME]"


def test_an_empty_transcript_stays_empty() -> None:
    assert redact_transcript(make_transcript([]), DETECTOR).segments == ()


def test_the_second_scan_leaves_placeholders_and_takes_what_is_left() -> None:
    assert scan_text("[NAME] gave 4539 1488 0343 6467.", DETECTOR) == "[NAME] gave [CARD_NUMBER]."


def test_the_second_scan_leaves_what_the_analyses_write() -> None:
    redacted = redact_transcript(make_transcript(CALL), DETECTOR)
    text = TemplateSummariser().summarise(redacted).text + " Resolved — in three to five days."

    assert scan_text(text, DETECTOR) == text


def test_every_text_of_the_insights_is_scanned() -> None:
    secret = "Call 415-555-0132."
    insights = Insights(
        sentiment=Sentiment(
            overall_label="neutral", overall_score=0.0, trend="stable", segments=()
        ),
        behavioral=Behavioral(
            silence_ratio=1.0,
            interruption_count=0,
            agent_talk_ratio=0.0,
            customer_talk_ratio=0.0,
            average_response_time_seconds=0.0,
        ),
        summary=Summary(
            text=secret,
            sentences=(Sentence(kind="reason", text=secret, segment_ids=(1,)),),
            outcome="open",
        ),
        recommendations=(Recommendation(rule="r", text=secret, segment_ids=()),),
    )

    assert "0132" not in scan_insights(insights, DETECTOR).model_dump_json()


def test_what_a_writer_called_a_speaker_stays_unless_it_is_a_number_or_an_address() -> None:
    names = ("A", "Dana", "+1 206 555 0187", "dana@example.com")
    roles = tuple(
        SpeakerRole(label=f"Speaker {n}", source="speaker", confidence=1.0, reason="", name=name)
        for n, name in enumerate(names, start=1)
    )
    called = make_transcript([("Speaker 1", "Hello.")]).model_copy(update={"speakers": roles})
    shown = redact_transcript(called, RuleDetector()).speakers
    assert [role.name for role in shown] == ["A", "Dana", None, None]
