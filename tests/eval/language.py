"""Everything that is measured on text alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from novapulse.bootstrap.language import Language
from novapulse.language.content import analyse_content
from novapulse.language.sentiment import analyse_sentiment
from tests.eval import behaviour, call_sentiment, personal_data, roles, sentiment, summary
from tests.eval.figures import Measured
from tests.eval.label_sets import LabelSet
from tests.eval.labels.values import ScriptedCall
from tests.eval.transcripts import SpokenTurn, redacted, transcript_of
from tests.language.content.labelled_calls import STARTED

Measure = Callable[[Measured, LabelSet, Language], None]


def measure_sentiment(measured: Measured, labels: LabelSet, language: Language) -> None:
    judged = sentiment.judge(labels.segments, language.scorer, language.detector)
    calls = [_judged_call(call, language) for call in labels.calls]
    measured.add(sentiment.figures(labels.name, judged))
    measured.add(call_sentiment.figures(labels.name, calls))
    if labels.may_be_read:
        measured.mistakes += sentiment.mistakes(labels.segments, judged)
        measured.mistakes += call_sentiment.mistakes(calls)


def measure_personal_data(measured: Measured, labels: LabelSet, language: Language) -> None:
    counted = personal_data.tally(labels.items, language.detector)
    measured.add(personal_data.figures(labels.name, counted))
    if labels.may_be_read:
        measured.mistakes += counted.mistakes


def measure_roles(measured: Measured, labels: LabelSet, language: Language) -> None:
    measured.add(roles.figures(labels.name, labels.calls))
    if labels.may_be_read:
        measured.mistakes += roles.mistakes(labels.calls)


def measure_behaviour(measured: Measured, labels: LabelSet, language: Language) -> None:
    compared = behaviour.compare(
        [
            behaviour.Computed(call.name, tuple(labelled_turns(call)), call.metrics)
            for call in labels.calls
        ]
    )
    measured.add(behaviour.figures(labels.name, compared))
    if labels.may_be_read:
        measured.mistakes += behaviour.mistakes(compared)


def measure_summary(measured: Measured, labels: LabelSet, language: Language) -> None:
    calls = [_summarised(call, language) for call in labels.calls]
    measured.add(summary.figures(labels.name, calls))
    if labels.may_be_read:
        measured.mistakes += summary.mistakes(calls)


BY_AREA: Mapping[str, Measure] = {
    "roles": measure_roles,
    "sentiment": measure_sentiment,
    "personal-data": measure_personal_data,
    "behaviour": measure_behaviour,
    "summary": measure_summary,
}


def measure_language(
    measured: Measured, sets: Sequence[LabelSet], areas: Sequence[str], language: Language
) -> None:
    for labels in sets:
        for area, measure in BY_AREA.items():
            if area in areas:
                measure(measured, labels, language)


def labelled_turns(call: ScriptedCall) -> Iterator[SpokenTurn]:
    """Under the true roles: analyses are not blamed for a role that was mistaken."""
    for turn in call.turns:
        yield SpokenTurn(call.roles[turn.speaker], turn.text, turn.start, turn.end)


def _judged_call(call: ScriptedCall, language: Language) -> call_sentiment.JudgedCall:
    transcript = redacted(transcript_of(list(labelled_turns(call))), language.detector)
    return call_sentiment.JudgedCall(
        call=call.name,
        label=call.sentiment.overall,
        trend=call.sentiment.trend,
        found=analyse_sentiment(transcript, language.scorer),
    )


def _summarised(call: ScriptedCall, language: Language) -> summary.Summarised:
    transcript = redacted(transcript_of(list(labelled_turns(call))), language.detector)
    return summary.Summarised(
        call=call,
        transcript=transcript,
        summary=language.summariser.summarise(transcript),
        content=analyse_content(transcript, started_at=STARTED),
    )
