"""What is said of a case that may never come."""

from collections.abc import Sequence

from novapulse.language.content.what_if import supposes
from novapulse.language.summary.sentences import Spoken


def without_suppositions(spoken: Sequence[Spoken]) -> list[Spoken]:
    """Less the sentences in which an agent answers "and if he doesn't?"."""
    pairs = zip((None, *spoken), spoken, strict=False)
    return [sentence for before, sentence in pairs if not _supposes(before, sentence)]


def _supposes(before: Spoken | None, sentence: Spoken) -> bool:
    if before is None or before.agent or not sentence.agent:
        return False
    return supposes(sentence.said, before.said)
