"""Who "you" is, and who answers whom."""

from collections.abc import Sequence

from novapulse.domain.content import Message
from novapulse.language.content.pledges.form import Whose

_NO_NAMES = frozenset(["speaker", "agent", "customer"])
_ACTS = frozenset(["will", "should", "needs", "has", "is", "can"])
_ANSWER_REACH = 3
"""Messages in which an answer begins, the speaker's own remaining sentences among them."""


class Parties:
    """The speakers of a call, in the order in which they first speak."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._messages = messages
        self._speakers = tuple(dict.fromkeys(message.speaker for message in messages))

    @property
    def first_names(self) -> frozenset[str]:
        """In lower case; labels such as "Speaker 1" are no names."""
        firsts = (speaker.split()[0].lower() for speaker in self._speakers if speaker.split())
        return frozenset(firsts) - _NO_NAMES

    def assignee(self, whose: Whose, message: Message, place: int) -> str | None:
        """The speaker that something falls to. "We" is the speaker's side; what both are to do is
        nobody's alone. Among more than two, "you" is who is named, or who spoke before."""
        if whose == "speaker":
            return self._named(message, opening_only=True) or message.speaker
        return None if whose == "both" else self._addressed(message, place)

    def answer(self, place: int) -> Message | None:
        """The first message of another speaker soon after ``place``."""
        return self._other(place, self._messages[place + 1 : place + 1 + _ANSWER_REACH])

    def asked(self, place: int) -> Message | None:
        """The last message of another speaker shortly before ``place``: what "that" stands for."""
        return self._other(place, self._messages[max(0, place - _ANSWER_REACH) : place][::-1])

    def _other(self, place: int, among: Sequence[Message]) -> Message | None:
        speaker = self._messages[place].speaker
        return next((message for message in among if message.speaker != speaker), None)

    def _addressed(self, message: Message, place: int) -> str | None:
        named = self._named(message, opening_only=False)
        others = [speaker for speaker in self._speakers if speaker != message.speaker]
        if named or len(others) <= 1:
            return named or next(iter(others), None)
        before = (self._messages[n].speaker for n in range(place - 1, -1, -1))
        return next((speaker for speaker in before if speaker in others), None)

    def _named(self, message: Message, *, opening_only: bool) -> str | None:
        """Another speaker whose first name stands in the message; with ``opening_only`` as the one
        who acts: "Lee will send it"."""
        words = [word.strip(".,!?;:").lower() for word in message.text.split()]
        if opening_only:
            words = words[:1] if words[1:2] and words[1] in _ACTS else []
        for speaker in self._speakers:
            first = speaker.lower().split()[:1]
            if speaker != message.speaker and first and first[0] in self.first_names & set(words):
                return speaker
        return None
