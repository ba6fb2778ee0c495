"""A call that is handed in as text: what is accepted of it, and where it rests until it is
redacted."""

import hashlib
from math import isfinite

from novapulse.domain import storage_keys
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.file_name import clean_file_name
from novapulse.domain.job import FileInfo, Job
from novapulse.domain.written_call import WrittenCall, WrittenTurn
from novapulse.domain.written_times import written_seconds
from novapulse.ports import Vault
from novapulse.services.intake.options import SURROGATE
from novapulse.stages import documents

FILE_NAME = "transcript.json"
MAX_TURNS = 10_000
MAX_PARTIES = 100
MAX_CHARACTERS = 2_000_000
"""A day of talking, at 150 words a minute and six characters each with its blank: 1.3 million."""


def check_written(call: WrittenCall, *, max_seconds: float) -> None:
    """Raises InvalidRequest. Times that were noted end at ``max_seconds``; those that are estimated
    from the words may go on after it, and are bounded by the number of characters."""
    if not 1 <= len(call.turns) <= MAX_TURNS:
        raise _invalid(f"{len(call.turns)} turns; accepted are 1 to {MAX_TURNS}")
    characters = sum(len(turn.text) + len(turn.speaker) for turn in call.turns)
    if characters > MAX_CHARACTERS:
        raise _invalid(f"{characters} characters; accepted are up to {MAX_CHARACTERS}")
    if not any(turn.text.strip() for turn in call.turns):
        raise _invalid("no turn has any text")
    parties = len({turn.speaker for turn in call.turns})
    if parties > MAX_PARTIES:
        raise _invalid(f"{parties} speakers; accepted are up to {MAX_PARTIES}")
    for number, turn in enumerate(call.turns, start=1):
        _check_turn(number, turn, max_seconds)


def described(call: WrittenCall, name: str | None = None) -> tuple[FileInfo, str]:
    """What is said of it in the place of a recording, and its SHA-256 in hex. ``name``: of the file
    that it came in."""
    document = call.model_dump_json().encode()
    shown = FILE_NAME if name is None else clean_file_name(name)
    seconds = round(written_seconds(call), 3)
    info = FileInfo(name=shown, size_bytes=len(document), duration_seconds=seconds)
    return info, hashlib.sha256(document).hexdigest()


def keep_written(vault: Vault, job: Job, call: WrittenCall) -> None:
    """It is not redacted, and goes nowhere else."""
    documents.write(vault, storage_keys.vault_written(job.tenant, job.id), call)


def _check_turn(number: int, turn: WrittenTurn, max_seconds: float) -> None:
    if SURROGATE.search(turn.text) or SURROGATE.search(turn.speaker):
        raise _invalid(f"turn {number} holds half a character, which no encoding can hold")
    for name, at in (("start", turn.start), ("end", turn.end)):
        if at is not None and not (isfinite(at) and 0 <= at <= max_seconds):
            raise _invalid(
                f"turn {number} has the {name} {at}; accepted are 0 to {max_seconds:.0f} s"
            )


def _invalid(message: str) -> InvalidRequest:
    return InvalidRequest("invalid_parameter", f"transcript: {message}")
