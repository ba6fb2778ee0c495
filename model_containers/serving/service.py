"""What a container adds to the server: a model that answers requests."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel

from novapulse.domain.remote import RemoteRequest


class Fetch(Protocol):
    def __call__(self, uri: str, into: Path, *, max_bytes: int) -> Path:
        """Bring an S3 object to the file ``into``. Raises Refused, StorageUnavailable."""
        ...


@dataclass(frozen=True)
class Work:
    """One request: ``request`` as its model has it, ``body`` the audio file that came with it,
    ``folder`` a scratch directory of its own that is removed afterwards."""

    request: Any
    folder: Path
    fetch: Fetch
    body: Path | None = None


@dataclass(frozen=True)
class Answered:
    """``answer`` goes to the caller, ``figures`` (numbers by name) into the metrics."""

    answer: BaseModel
    figures: dict[str, float] = field(default_factory=dict)


class Service(Protocol):
    """A loaded model. ``name`` names the container in metrics; ``takes_audio`` tells whether a
    request's body may be a recording."""

    name: str
    request: type[RemoteRequest]
    takes_audio: bool

    def warm_up(self) -> None:
        """Answer something short for real: nothing is ready before. Raises what the model does."""
        ...

    def answer(self, work: Work) -> Answered:
        """Called in a thread, by as many threads as the setting ``concurrency`` says. Raises
        NovaPulseError for what the caller can understand."""
        ...
