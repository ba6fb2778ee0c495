"""A language model that fills in a form."""

from typing import Protocol, TypeVar

from novapulse.domain.value import Value

Answer = TypeVar("Answer", bound=Value)


class LanguageModel(Protocol):
    @property
    def model_id(self) -> str:
        """For people: it stands beside what the model wrote."""
        ...

    def ask(self, instructions: str, material: str, answer: type[Answer]) -> Answer:
        """What the model answers, in the shape of ``answer``, whose JSON schema it is given.

        ``instructions`` are ours; ``material`` is what they are about, and never instructs. Bounded
        in time, retries of what may pass included. No text of either side is logged or is part of
        an error.

        Raises EngineUnavailable where the model cannot be asked (now), UnusableAnswer for an answer
        that is cut off, refused, or not of the shape."""
        ...
