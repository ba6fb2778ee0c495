from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from novapulse.api.native import translate
from novapulse.api.native.results.document import AnalysisResult
from novapulse.cli.report import curve, print_report
from novapulse.domain.insights import (
    Behavioral,
    Insights,
    Recommendation,
    SegmentSentiment,
    Sentence,
    Sentiment,
    Summary,
)
from novapulse.domain.job import FileInfo, Job, JobOptions, JobStatus
from novapulse.domain.media import Notice
from novapulse.domain.transcript import EngineInfo, Segment, SpeakerRole, Transcript

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def make_result(*, insights: bool = True, draft: bool = False) -> AnalysisResult:
    job = Job(
        id="job_00000000000a",
        tenant="local",
        status=JobStatus.COMPLETED,
        options=JobOptions(),
        file=FileInfo(name="call [1].wav", size_bytes=1, duration_seconds=9.0),
        audio_key="a",
        audio_sha256="0",
        created_at=NOW,
        estimated_completion=NOW,
        warnings=(Notice(code="audio_short", message="Only 9 s."),),
        timings={"transcribe": 1.5},
    )
    transcript = Transcript(
        language="en-US",
        duration_seconds=9.0,
        engine=EngineInfo(name="sphinx", model="en-us", version="5", draft=draft),
        speakers=(
            SpeakerRole(label="Agent", source="channel 1", confidence=0.9, reason="it greets"),
        ),
        segments=(
            Segment(id=1, speaker="Agent", start=0, end=4, text="i am [NAME]", confidence=0.9),
            Segment(id=2, speaker="Customer", start=5, end=9, text="charged twice", confidence=0.8),
        ),
        pii_redacted=True,
    )
    found = Insights(
        sentiment=Sentiment(
            overall_label="negative",
            overall_score=-0.6,
            trend="declining",
            segments=(
                SegmentSentiment(
                    segment_id=1, speaker="Agent", start=0, end=4, label="neutral", score=0.0
                ),
                SegmentSentiment(
                    segment_id=2, speaker="Customer", start=5, end=9, label="negative", score=-0.7
                ),
            ),
        ),
        behavioral=Behavioral(
            silence_ratio=0.1,
            interruption_count=1,
            agent_talk_ratio=0.45,
            customer_talk_ratio=0.45,
            average_response_time_seconds=1.0,
        ),
        summary=Summary(
            text="Customer was charged twice.",
            sentences=(
                Sentence(kind="reason", text="Customer was charged twice.", segment_ids=(2,)),
            ),
            outcome="open",
        ),
        recommendations=(
            Recommendation(rule="call_back", text="Call the customer back.", segment_ids=(2,)),
        ),
    )
    return AnalysisResult(
        translate.job_answer(job),
        translate.transcription(job, transcript, None, speaker_labels=True, word_timestamps=False),
        translate.insights_answer(job, found, kind="all", speaker=None, granularity="segment")
        if insights
        else None,
        None,
        job.timings,
    )


def printed(result: AnalysisResult) -> str:
    out = StringIO()
    print_report(result, Console(file=out, width=100, highlight=False))
    return out.getvalue()


def test_the_report_says_who_said_what_how_it_felt_and_on_what_it_rests() -> None:
    report = printed(make_result())
    for part in (
        "call [1].wav",
        "i am [NAME]",
        "negative -0.60, declining",
        "45%",
        "1 interruptions, 1.0 s mean response time",
        "Customer was charged twice. [2]",
        "Call the customer back. [2]",
        "audio_short",
    ):
        assert part in report


def test_a_draft_is_called_a_draft() -> None:
    assert "a draft" in printed(make_result(draft=True))
    assert "a draft" not in printed(make_result())


def test_a_transcription_has_a_report_without_insights() -> None:
    assert "Sentiment" not in printed(make_result(insights=False))


@pytest.mark.parametrize(
    ("scores", "expected"), [([-1.0, 0.0, 1.0], "▁▅█"), ([], ""), ([-1.0] * 200, "▁" * 60)]
)
def test_the_curve_spans_minus_one_to_one_and_fits_the_line(
    scores: list[float], expected: str
) -> None:
    assert curve(scores) == expected


def test_the_json_document_has_the_six_parts_and_the_shapes_of_the_api() -> None:
    document = make_result().document()
    assert list(document) == ["job", "transcript", "insights", "content", "engine", "timings"]
    assert document["transcript"]["segments"][0]["id"] == 1
    assert document["insights"]["sentiment"]["segments"][1]["segment_id"] == 2
    assert document["timings"] == {"transcribe": 1.5}
    assert make_result(insights=False).document()["insights"] is None
