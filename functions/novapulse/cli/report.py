"""An analysis as a person reads it: who said what, how it felt, and what to do about it."""

from itertools import pairwise

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from novapulse.cli.result import AnalysisResult
from novapulse.domain.insights import Behavioral, Insights, SegmentSentiment
from novapulse.domain.transcript import AGENT, CUSTOMER

COLOURS = {AGENT: "cyan", CUSTOMER: "magenta"}
MOODS = {"positive": ("green", "+"), "neutral": ("dim", "·"), "negative": ("red", "-")}
CURVE = "▁▂▃▄▅▆▇█"
CURVE_WIDTH = 60
SHARE_WIDTH = 30


def print_report(result: AnalysisResult, console: Console) -> None:
    _print_heading(result, console)
    _print_transcript(result, console)
    if result.insights is not None:
        _print_insights(result.insights, console)
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
        f"mean word confidence {transcript.accuracy:.2f}",
        markup=False,
    )
    for role in transcript.speakers:
        console.print(
            f"{role.label}: {role.source}, confidence {role.confidence:.2f} ({role.reason})",
            style=COLOURS.get(role.label, "blue"),
            markup=False,
        )


def _print_transcript(result: AnalysisResult, console: Console) -> None:
    _heading(console, "Transcript (personal data redacted)")
    moods = _moods(result.insights)
    table = Table.grid(padding=(0, 1))
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for segment in result.transcript.segments:
        mood = moods.get(segment.id)
        colour, sign = MOODS[mood.label] if mood else ("dim", " ")
        table.add_row(
            Text(_clock(segment.start), "dim"),
            Text(segment.speaker, COLOURS.get(segment.speaker, "blue")),
            Text(sign, colour),
            Text(segment.text),
        )
    console.print(table if result.transcript.segments else "No speech was recognised.")


def _print_insights(insights: Insights, console: Console) -> None:
    sentiment = insights.sentiment
    _heading(console, "Sentiment")
    colour, _ = MOODS[sentiment.overall_label]
    console.print(
        Text.assemble(
            (f"{sentiment.overall_label} {sentiment.overall_score:+.2f}", colour),
            f", {sentiment.trend}",
        )
    )
    for speaker in dict.fromkeys(s.speaker for s in sentiment.segments):
        scores = [s.score for s in sentiment.segments if s.speaker == speaker]
        console.print(Text(f"{speaker:<10} {curve(scores)}", COLOURS.get(speaker, "blue")))
    _heading(console, "Behaviour")
    _print_behaviour(insights.behavioral, console)
    _heading(console, "Summary")
    for sentence in insights.summary.sentences:
        console.print(f"{sentence.text} {_cited(sentence.segment_ids)}", markup=False)
    _heading(console, "Recommendations")
    for recommendation in insights.recommendations:
        line = f"• {recommendation.text} {_cited(recommendation.segment_ids)}"
        console.print(line, markup=False)
    console.print()


def _print_behaviour(behavioral: Behavioral, console: Console) -> None:
    for name, share, colour in (
        (AGENT, behavioral.agent_talk_ratio, COLOURS[AGENT]),
        (CUSTOMER, behavioral.customer_talk_ratio, COLOURS[CUSTOMER]),
        ("Silence", behavioral.silence_ratio, "dim"),
    ):
        bar = "█" * round(share * SHARE_WIDTH)
        console.print(Text(f"{name:<10} {share:>4.0%} {bar}", colour))
    console.print(
        f"{behavioral.interruption_count} interruptions, "
        f"{behavioral.average_response_time_seconds:.1f} s mean response time"
    )


def curve(scores: list[float]) -> str:
    """One block per score, -1 lowest to +1 highest; longer calls are averaged to fit."""
    if len(scores) > CURVE_WIDTH:
        bounds = [round(i * len(scores) / CURVE_WIDTH) for i in range(CURVE_WIDTH + 1)]
        scores = [sum(scores[a:b]) / (b - a) for a, b in pairwise(bounds)]
    top = len(CURVE) - 1
    return "".join(CURVE[round((score + 1) / 2 * top)] for score in scores)


def _moods(insights: Insights | None) -> dict[int, SegmentSentiment]:
    return {s.segment_id: s for s in insights.sentiment.segments} if insights else {}


def _heading(console: Console, title: str) -> None:
    console.print(Padding(Text(title, "bold"), (1, 0, 0, 0), expand=False))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:>2}:{rest:02d}"


def _cited(segment_ids: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, segment_ids))}]" if segment_ids else ""
