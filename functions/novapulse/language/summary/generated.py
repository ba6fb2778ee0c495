"""A summary by a language model, of which only what the call bears out is kept."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence

from novapulse.domain.errors import EngineUnavailable, UnusableAnswer
from novapulse.domain.insights import Outcome, Sentence, Summary
from novapulse.domain.media import Notice
from novapulse.domain.spoken_language import is_english
from novapulse.domain.transcript import Segment, Transcript
from novapulse.language.drafts import is_draft
from novapulse.language.pii_detector import PiiDetector
from novapulse.language.redact import scan_text
from novapulse.language.summary.excerpt import Excerpt, excerpt
from novapulse.language.summary.grounding import fault_of
from novapulse.language.summary.prompt import (
    INSTRUCTIONS,
    Claim,
    GeneratedSummary,
    material,
)
from novapulse.language.summary.steering import steers
from novapulse.language.summary.template import TemplateSummariser
from novapulse.ports.language_model import LanguageModel

log = logging.getLogger(__name__)

MOST = {"reason": 1, "topic": 1, "action": 3, "outcome": 1}
"""Sentences of each kind, in the order in which a summary has them."""
BY_RULES = "summary_by_rules"
IN_PART = "summary_in_part"
NOTHING_LEFT = "nothing that the language model wrote is borne out by the call"


class GeneratedSummariser:
    """The model's sentences are held against the turns that they name (see ``grounding``) and
    searched for personal data; what fails is left out, and a reason or an outcome that is then
    missing is quoted by the rules. Where the model fails altogether the rules make the summary, and
    a notice says so. ``longest`` are characters of the call that the model is to read.

    Calls in other languages than English and drafts go to the rules at once, which say what is to
    be said of them."""

    def __init__(self, model: LanguageModel, detector: PiiDetector, *, longest: int) -> None:
        self._model = model
        self._detector = detector
        self._longest = longest
        self._rules = TemplateSummariser()

    def summarise(self, transcript: Transcript) -> Summary:
        """Raises ValueError for a transcript that was not redacted: none is sent to a model."""
        if not transcript.pii_redacted:
            raise ValueError("transcript: pii_redacted is false; only redacted text is summarised")
        by_rules = self._rules.summarise(transcript)
        shown = excerpt(transcript.segments, self._longest)
        if not shown.segments or is_draft(transcript) or not is_english(transcript.language):
            return by_rules
        try:
            answer = self._model.ask(INSTRUCTIONS, material(shown), GeneratedSummary)
            kept = self._borne_out(answer.sentences, shown.segments)
            return self._summary(kept, answer.outcome, shown, by_rules)
        except (EngineUnavailable, UnusableAnswer) as error:
            return _with(by_rules, _fallen_back(error.message))
        except Exception as error:
            # Whatever a model brings about must not cost the call its summary.
            log.error("the language model failed: %s", type(error).__name__)
            return _with(by_rules, _fallen_back(f"it failed ({type(error).__name__})"))

    def _borne_out(self, claims: Iterable[Claim], shown: Sequence[Segment]) -> list[Sentence]:
        """In the order of ``MOST``, as many of each kind; no text twice."""
        read = {segment.id: segment for segment in shown}
        kept: dict[str, Sentence] = {}
        faults: Counter[str] = Counter()
        for claim in map(_tidy, claims):
            fault = fault_of(claim, read)
            if fault is None:
                kept.setdefault(claim.text.casefold(), self._sentence(claim))
            else:
                faults[fault] += 1
        if faults:
            log.info("sentences left out: %s", dict(faults))
        return [
            sentence
            for kind, most in MOST.items()
            for sentence in [each for each in kept.values() if each.kind == kind][:most]
        ]

    def _sentence(self, claim: Claim) -> Sentence:
        """Searched for what the redaction of the transcript has missed."""
        return Sentence(
            kind=claim.kind,
            text=scan_text(claim.text, self._detector),
            segment_ids=tuple(sorted(set(claim.segment_ids))),
        )

    def _summary(
        self, kept: Sequence[Sentence], outcome: Outcome, shown: Excerpt, by_rules: Summary
    ) -> Summary:
        kinds = {sentence.kind for sentence in kept}
        if kinds <= {"outcome"}:
            raise UnusableAnswer("answer_unusable", NOTHING_LEFT)
        steered = any(steers(segment.text) for segment in shown.segments)
        if "outcome" not in kinds or steered:
            outcome = by_rules.outcome
            kept = [sentence for sentence in kept if sentence.kind != "outcome"]
        sentences = _completed(kept, by_rules)
        return Summary(
            text=" ".join(sentence.text for sentence in sentences),
            sentences=tuple(sentences),
            outcome=outcome,
            method=f"generated:{self._model.model_id}",
            notices=_in_part(shown),
        )


def _tidy(claim: Claim) -> Claim:
    text = " ".join(claim.text.split())
    return claim.model_copy(update={"text": text if text[-1:] in ".!?…”" else f"{text}."})


def _completed(kept: Sequence[Sentence], by_rules: Summary) -> list[Sentence]:
    """With the rules' own reason and outcome where there is none."""
    kinds = {sentence.kind for sentence in kept}
    missing = {"reason", "outcome"} - kinds
    added = [sentence for sentence in by_rules.sentences if sentence.kind in missing]
    order = list(MOST)
    return sorted((*kept, *added), key=lambda sentence: order.index(sentence.kind))


def _in_part(shown: Excerpt) -> tuple[Notice, ...]:
    if not shown.left_out:
        return ()
    message = (
        f"The call is long: the language model did not read {shown.left_out} turns in the middle."
    )
    return (Notice(code=IN_PART, message=message),)


def _fallen_back(why: str) -> Notice:
    return Notice(code=BY_RULES, message=f"The summary was made by rules: {why}.")


def _with(summary: Summary, notice: Notice) -> Summary:
    return summary.model_copy(update={"notices": (notice,)})
