"""Questions, tasks and topics in the calls that were labelled for them."""

from collections.abc import Iterator, Sequence

from tests.eval.figures import Figure, share
from tests.language.content.labelled_calls import DEVELOPMENT, HELD_OUT, OTHER_HAND
from tests.language.content.scoring import score

AREA = "content"
SETS = {"development": DEVELOPMENT, "held_out": HELD_OUT, "other_hand": OTHER_HAND}


def figures(sets: Sequence[str] = tuple(SETS)) -> Iterator[Figure]:
    for name in sets:
        for kind, tally in score(SETS[name]).items():
            what = f"{AREA}.{name}.{kind}"
            yield from share(f"{what}_precision", tally.right, tally.found)
            yield from share(f"{what}_recall", tally.met, tally.expected)
