"""An analysis as a person reads it: who said what, how it felt, and what to do about it."""

from itertools import pairwise

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from novapulse.api.native.results.document import AnalysisResult
from novapulse.api.native.schemas import (
    BehavioralSchema,
    InsightsAnswer,
    SegmentSentimentSchema,
    SentimentSchema,
    SpeakerSchema,
    StatementSchema,
)
from novapulse.cli.json_output import print_json
from novapulse.cli.terminal import Terminal
from novapulse.domain.content import Task
from novapulse.domain.transcript import AGENT, CUSTOMER

COLOURS = {AGENT: "cyan", CUSTOMER: "magenta"}
OTHER = "blue"
PLAIN = ("dim", " ")
MOODS = {"positive": ("green", "+"), "neutral": ("dim", "·"), "negative": ("red", "-")}
CURVE = "▁▂▃▄▅▆▇█"
CURVE_WIDTH = 60
SHARE_WIDTH = 30


def show_result(result: AnalysisResult, *, as_json: bool) -> None:
    """On stdout."""
    if as_json:
        print_json(result.document())
    else:
        print_report(result, Terminal(highlight=False))


def print_report(result: AnalysisResult, console: Console) -> None:
    _print_heading(result, console)
    _print_transcript(result, console)
    if result.insights is not None:
        _print_insights(result.insights, console)
    if result.content is not None:
        _print_content(result.content, console)
    for warning in result.job.warnings:
        console.print(
            Text.assemble(("! ", "yellow"), (f"{warning.code}: ", "yellow"), warning.message)
        )


def _print_heading(result: AnalysisResult, console: Console) -> None:
    engine, transcript = result.transcript.engine, result.transcript
    draft = " — a draft, not to be relied on" if engine.draft else ""
    console.rule("[bold]NovaPulse")
    console.print(
        f"{result.job.file.name} · {_clock(transcript.duration_seconds)} · {transcript.language}",
        markup=False,
    )
    console.print(
        f"engine {engine.name} ({engine.model}){draft}; "
        f"mean word confidence {transcript.transcription_accuracy:.2f}",
        markup=False,
    )
    for role in transcript.speakers or ():
        console.print(
            f"{_called(role)}: {role.source}, confidence {role.confidence:.2f} ({role.reason})",
            style=colour_of(role.label),
            markup=False,
        )


def _called(role: SpeakerSchema) -> str:
    return f"{role.name}, {role.label}" if role.name else role.label


def _print_transcript(result: AnalysisResult, console: Console) -> None:
    _heading(console, "Transcript (personal data redacted)")
    moods = _moods(result.insights)
    table = Table.grid(padding=(0, 1))
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for segment in result.transcript.segments:
        mood = moods.get(segment.id)
        colour, sign = MOODS.get(mood.label, PLAIN) if mood else PLAIN
        speaker = segment.speaker or ""
        table.add_row(
            Text(_clock(segment.start), "dim"),
            Text(speaker, colour_of(speaker)),
            Text(sign, colour),
            Text(segment.text),
        )
    console.print(table if result.transcript.segments else "No speech was recognised.")


def _print_insights(insights: InsightsAnswer, console: Console) -> None:
    if insights.sentiment is not None:
        _heading(console, "Sentiment")
        _print_sentiment(insights.sentiment, console)
    if insights.behavioral is not None:
        _heading(console, "Behaviour")
        _print_behaviour(insights.behavioral, console)
    if insights.evidence is not None:
        _heading(console, "Summary")
        _print_statements(insights.evidence.summary, console)
        _heading(console, "Recommendations")
        _print_statements(insights.evidence.recommendations or [], console, bullet="• ")
    console.print()


def _print_content(content: InsightsAnswer, console: Console) -> None:
    """Only what there is of it."""
    topics = ", ".join(topic.text for topic in content.topics or ())
    if topics:
        _heading(console, "Topics")
        console.print(topics, markup=False)
    for title, items in (
        ("Questions", content.questions or ()),
        ("Action items", content.action_items or ()),
        ("Follow-ups", content.follow_ups or ()),
    ):
        if items:
            _heading(console, title)
        for item in items:
            due = f" (by {item.due_by:%Y-%m-%d})" if isinstance(item, Task) and item.due_by else ""
            cited = ", ".join(map(str, item.segment_ids))
            console.print(f"• {item.speaker}: {item.text}{due} [{cited}]", markup=False)
    console.print()


def _print_sentiment(sentiment: SentimentSchema, console: Console) -> None:
    colour, _ = MOODS.get(sentiment.overall_label, PLAIN)
    overall = f"{sentiment.overall_label} {sentiment.overall_score:+.2f}"
    console.print(Text.assemble((overall, colour), f", {sentiment.trend}"))
    segments = sentiment.segments or []
    for speaker in dict.fromkeys(s.speaker for s in segments):
        scores = [s.score for s in segments if s.speaker == speaker]
        console.print(Text(f"{speaker:<10} {curve(scores)}", colour_of(speaker)))


def _print_statements(
    statements: list[StatementSchema], console: Console, *, bullet: str = ""
) -> None:
    for statement in statements:
        cited = f"[{', '.join(map(str, statement.segment_ids))}]" if statement.segment_ids else ""
        console.print(f"{bullet}{statement.text} {cited}", markup=False)


def _print_behaviour(behavioral: BehavioralSchema, console: Console) -> None:
    for name, share, colour in (
        (AGENT, behavioral.agent_talk_ratio, colour_of(AGENT)),
        (CUSTOMER, behavioral.customer_talk_ratio, colour_of(CUSTOMER)),
        ("Silence", behavioral.silence_ratio, "dim"),
    ):
        bar = "█" * round(share * SHARE_WIDTH)
        console.print(Text(f"{name:<10} {share:>4.0%} {bar}", colour))
    console.print(
        f"{behavioral.interruption_count} interruptions, "
        f"{behavioral.average_response_time_seconds:.1f} s mean response time"
    )


def colour_of(speaker: str) -> str:
    """``speaker`` is a label."""
    return COLOURS.get(speaker, OTHER)


def curve(scores: list[float]) -> str:
    """One block per score, -1 lowest to +1 highest; longer calls are averaged to fit."""
    if len(scores) > CURVE_WIDTH:
        bounds = [round(i * len(scores) / CURVE_WIDTH) for i in range(CURVE_WIDTH + 1)]
        scores = [sum(scores[a:b]) / (b - a) for a, b in pairwise(bounds)]
    top = len(CURVE) - 1
    return "".join(CURVE[round((score + 1) / 2 * top)] for score in scores)


def _moods(insights: InsightsAnswer | None) -> dict[int, SegmentSentimentSchema]:
    if insights is None or insights.sentiment is None:
        return {}
    return {s.segment_id: s for s in insights.sentiment.segments or ()}


def _heading(console: Console, title: str) -> None:
    console.print(Padding(Text(title, "bold"), (1, 0, 0, 0), expand=False))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:>2}:{rest:02d}"
