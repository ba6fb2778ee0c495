"""What is handed in for a new job: where its recording is, and what is asked for."""

from dataclasses import dataclass, field
from pathlib import Path

from novapulse.domain.content_options import ContentOptions
from novapulse.domain.conversation import ConversationOptions, Member
from novapulse.domain.job import Dialect
from novapulse.domain.written_call import WrittenCall
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.size_limits import SizeLimits


@dataclass(frozen=True)
class ReceivedFile:
    """A complete upload on the file system of the blobs. ``sha256`` is of its content, in hex."""

    path: Path
    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Submission:
    """The recording is one of ``file``, ``upload_id`` and ``asked.audio_url``; in its place may be
    ``written``."""

    tenant: str
    file: ReceivedFile | None
    asked: AskedOptions
    any_format: bool = False
    """Whatever can be decoded, and not only what the HTTP API takes."""
    upload_id: str | None = None
    idempotency_key: str | None = None
    dialect: Dialect = Dialect.NATIVE
    written: WrittenCall | None = None
    """A call as text, in the place of a recording."""
    written_name: str | None = None
    """Of the file that it came in, if it did."""
    content: ContentOptions = field(default_factory=ContentOptions)
    conversation: ConversationOptions = field(default_factory=ConversationOptions)
    members: tuple[Member, ...] = ()
    """Who its speakers are, as far as the caller said. They are put into the vault."""
    size_limits: SizeLimits | None = None
    """Those of its API, where they differ from ``size_limits.LIMITS``."""
