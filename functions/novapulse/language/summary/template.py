"""A summary by rules: the reason in the caller's own words, what the agent did, how it ended."""

from collections.abc import Iterator, Sequence

from novapulse.domain.insights import Outcome, Sentence, Summary
from novapulse.domain.spoken_language import is_english, language_name
from novapulse.domain.transcript import CUSTOMER, Transcript
from novapulse.language.drafts import is_draft
from novapulse.language.summary import cues
from novapulse.language.summary.actions import find_actions, left_to_do
from novapulse.language.summary.outcome import judge_outcome
from novapulse.language.summary.reason import find_reasons
from novapulse.language.summary.sentences import (
    Spoken,
    capitalised,
    clip_around,
    spoken_sentences,
    without_fillers,
    without_opening,
)
from novapulse.language.summary.sides import agents_of

NO_SPEECH = "No speech was recognised."
DRAFT = "Draft transcript: the words are uncertain, so this summary may be wrong."
DRAFT_ONLY = "Draft transcript: the words are too uncertain to say what the call was about."
ENGLISH_ONLY = "Summaries are made for English calls only; this call is in {language}."

_LONGEST_QUOTE = 40
_DRAFT_CONFIDENCE = 0.6
"""Sentences of a draft are quoted only if their segment is this sure."""


class TemplateSummariser:
    """No model and nothing to load. Sentences are quoted, never rewritten, so that nothing is said
    which nobody said."""

    def summarise(self, transcript: Transcript) -> Summary:
        spoken = list(spoken_sentences(transcript))
        if not spoken:
            return _summary([Sentence(kind="outcome", text=NO_SPEECH, segment_ids=())], "open")
        if not is_english(transcript.language):
            return _not_english(transcript.language)
        draft = is_draft(transcript)
        if draft:
            sure = {s.id for s in transcript.segments if s.confidence >= _DRAFT_CONFIDENCE}
            spoken = [sentence for sentence in spoken if sentence.segment_id in sure]
        caller = _caller(transcript)
        tasks, agents = left_to_do(transcript, spoken), agents_of(transcript)
        reasons = find_reasons(spoken, [without_fillers(task.text) for task in tasks])
        sentences = list(_reasons(reasons, caller))
        for action in find_actions(spoken, tasks, agents):
            if not any(action.text in reason.text for reason in reasons):
                sentences.append(_action(action, caller))
        if draft:
            head = DRAFT if sentences else DRAFT_ONLY
            return _summary([Sentence(kind="topic", text=head, segment_ids=()), *sentences], "open")
        outcome, ending = judge_outcome(spoken, [t for t in tasks if t.speaker in agents])
        return _summary([*sentences, ending], outcome)


def _reasons(reasons: Sequence[Spoken], caller: str) -> Iterator[Sentence]:
    before: Spoken | None = None
    for reason in reasons:
        goes_on = before is not None and before.agent == reason.agent
        who = "Agent" if reason.agent else caller
        yield _quote("reason", "And" if goes_on else f"{who} said", reason)
        before = reason


def _action(action: Spoken, caller: str) -> Sentence:
    return _quote("action", f"{'Agent' if action.agent else caller} said", action)


def _caller(transcript: Transcript) -> str:
    return CUSTOMER if any(s.speaker == CUSTOMER for s in transcript.segments) else "Caller"


def _quote(kind: str, who: str, sentence: Spoken) -> Sentence:
    said = capitalised(without_opening(sentence.text) or sentence.text)
    need = (cues.PURPOSE.search(said) or cues.NEED.search(said)) if kind == "reason" else None
    text = clip_around(said, need.start() if need else 0, _LONGEST_QUOTE)
    end = "" if text[-1] in ".!?…" else "."
    return Sentence(kind=kind, text=f"{who}: “{text}{end}”", segment_ids=(sentence.segment_id,))


def _not_english(language: str) -> Summary:
    text = ENGLISH_ONLY.format(language=language_name(language))
    return _summary([Sentence(kind="topic", text=text, segment_ids=())], "open")


def _summary(sentences: Sequence[Sentence], outcome: Outcome) -> Summary:
    text = " ".join(sentence.text for sentence in sentences)
    return Summary(text=text, sentences=tuple(sentences), outcome=outcome)
