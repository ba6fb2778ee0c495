"""What a number or a date is about: cue words in its own turn, or in what was asked before."""

from dataclasses import dataclass, replace

from novapulse.domain.pii import PiiKind
from novapulse.language.pii.own_topic import is_labelled, own_topic
from novapulse.language.pii.topics import KIND_OF, Topic


@dataclass(frozen=True)
class Context:
    """``asked`` are the topics of the other party's latest question or request, the latest last;
    ``answered`` says that a number was given since. ``carried`` is the topic of the same speaker's
    turn just before."""

    asked: tuple[Topic, ...] = ()
    carried: Topic | None = None
    answered: bool = False
    stale: bool = False
    """The other party has asked something else since."""
    turns_ago: int = 0
    """How long ago it asked."""
    opening: bool = False
    """Nothing was said before."""
    asked_at: int = -1
    """Index of the turn that asked; -1 if none did."""
    confirmed: tuple[Topic, ...] = ()
    """What the other party says right after that this turn was: "that's your social?"."""

    def topics(self, text: str, start: int, end: int) -> tuple[Topic, ...]:
        """What the stretch may be about, the likeliest first. The own words decide alone, unless
        they are harmless and a personal question still waits for its answer."""
        own = own_topic(text, start, end)
        if own is Topic.OTHER and not self.answered and not is_labelled(text, start):
            return (*(t for t in reversed(self.asked) if t in KIND_OF), own)
        if own is not None:
            return (own,)
        carried = (self.carried,) if self.carried else ()
        return (*self.confirmed, *carried, *reversed(self.asked))

    def kinds(self, text: str, start: int, end: int) -> set[PiiKind]:
        """The kinds of personal data that the stretch may be."""
        return {KIND_OF[topic] for topic in self.topics(text, start, end) if topic in KIND_OF}

    def without(self, *topics: Topic) -> "Context":
        return replace(self, asked=tuple(t for t in self.asked if t not in topics))

    def about(self, topic: Topic, text: str, start: int, end: int) -> bool:
        return topic in self.topics(text, start, end)
