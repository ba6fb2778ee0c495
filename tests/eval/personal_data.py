"""How much of the labelled personal data is found, and how much else is taken out.

What counts are letters and digits: blanks and punctuation tell nobody anything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii_detector import PiiDetector
from tests.eval.figures import Figure, Mistake, share
from tests.eval.labels.values import LabelledTurn, LabelledTurns

AREA = "personal-data"
ENOUGH = 0.5
"""Share of a span's characters that must be covered for it to count as found, and share of a found
one's that must be personal data for it to count as right."""


@dataclass
class Tally:
    """``covered``: labelled spans found under any kind, ``whole``: of which no character stays
    readable, ``named``: under their own kind; all by kind. ``right`` and ``found``: found spans by
    the kind that they were found as."""

    labelled: Counter[PiiKind] = field(default_factory=Counter)
    covered: Counter[PiiKind] = field(default_factory=Counter)
    whole: int = 0
    named: int = 0
    found: Counter[PiiKind] = field(default_factory=Counter)
    right: Counter[PiiKind] = field(default_factory=Counter)
    characters: int = 0
    leaked: int = 0
    other_characters: int = 0
    taken: int = 0
    clean_items: int = 0
    untouched: int = 0
    mistakes: list[Mistake] = field(default_factory=list)


def tally(items: Iterable[LabelledTurns], detector: PiiDetector) -> Tally:
    result = Tally()
    for item in items:
        found = detector.detect([(turn.speaker, turn.text) for turn in item.turns])
        clean = not item.has_personal_data
        result.clean_items += clean
        result.untouched += clean and not any(found)
        for turn, spans in zip(item.turns, found, strict=True):
            _recall(result, item.id, turn, spans)
            _precision(result, item.id, turn, spans)
    return result


def figures(where: str, counted: Tally) -> Iterator[Figure]:
    name = f"{AREA}.{where}"
    labelled, found = counted.labelled.total(), counted.found.total()
    yield from share(f"{name}.recall", counted.covered.total(), labelled)
    yield from share(f"{name}.recall_whole", counted.whole, labelled)
    yield from share(f"{name}.kind_right", counted.named, counted.covered.total())
    yield from share(f"{name}.precision", counted.right.total(), found)
    for figure in (
        *share(f"{name}.leaked_characters", counted.leaked, counted.characters),
        *share(f"{name}.wrongly_taken_characters", counted.taken, counted.other_characters),
    ):
        yield Figure(figure.name, figure.value, figure.of, "rate")
    yield from share(f"{name}.clean_untouched", counted.untouched, counted.clean_items)
    for kind in PiiKind:
        low = kind.lower()
        yield from share(f"{name}.recall_{low}", counted.covered[kind], counted.labelled[kind])
        yield from share(f"{name}.precision_{low}", counted.right[kind], counted.found[kind])


def heard_and_kept(spoken: Sequence[str], heard: str, redacted: str) -> tuple[int, tuple[str, ...]]:
    """Of the values spoken, all normalised: how many an engine heard word for word, and which of
    them redaction left readable."""
    verbatim = [text for text in spoken if text in heard]
    return len(verbatim), tuple(text for text in verbatim if text in redacted)


def _recall(result: Tally, item: str, turn: LabelledTurn, found: Sequence[Span]) -> None:
    for span in turn.spans:
        said = _characters(turn.text, [span])
        kept = said - _characters(turn.text, found)
        result.labelled[span.kind] += 1
        result.characters += len(said)
        result.leaked += len(kept)
        result.whole += not kept
        text = turn.text[span.start : span.end]
        if len(said) - len(kept) < ENOUGH * len(said):
            result.mistakes.append(Mistake(AREA, item, f"{span.kind}: {text}", turn.text))
            continue
        result.covered[span.kind] += 1
        kinds = [f.kind for f in found if f.overlaps(span.start, span.end)]
        result.named += span.kind in kinds
        if kept:
            result.mistakes.append(Mistake(AREA, item, f"all of {span.kind}: {text}", turn.text))


def _precision(result: Tally, item: str, turn: LabelledTurn, found: Sequence[Span]) -> None:
    true = _characters(turn.text, turn.spans)
    everything = _characters(turn.text, [Span(0, len(turn.text), PiiKind.NAME)])
    result.other_characters += len(everything - true)
    result.taken += len(_characters(turn.text, found) - true)
    for span in found:
        taken = _characters(turn.text, [span])
        right = len(taken & true) >= ENOUGH * len(taken)
        result.found[span.kind] += 1
        result.right[span.kind] += right
        if not right:
            text = turn.text[span.start : span.end]
            result.mistakes.append(Mistake(AREA, item, "nothing", f"{span.kind}: {text}"))


def _characters(text: str, spans: Iterable[Span]) -> set[int]:
    """Offsets of the letters and digits under the spans."""
    return {n for s in spans for n in range(s.start, s.end) if text[n].isalnum()}
