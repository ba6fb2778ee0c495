"""Where the recording of a submission comes from: sent along, sent ahead, or to be fetched."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from novapulse.domain.errors import InvalidRequest, UnsupportedMedia
from novapulse.domain.file_name import clean_file_name
from novapulse.domain.job import FileInfo, JobOptions
from novapulse.services.home import Home
from novapulse.services.intake.submission import ReceivedFile, Submission
from novapulse.services.uploads import close_upload, complete_upload

SOURCES = "file, upload_id, audio_url"


def check_one_source(submission: Submission) -> None:
    """Raises InvalidRequest (``missing_required_field``, ``invalid_parameter``)."""
    sent = {
        "file": submission.file,
        "upload_id": submission.upload_id,
        "audio_url": submission.asked.audio_url,
        "transcript": submission.written,
    }
    named = [name for name, value in sent.items() if value is not None]
    if not named:
        raise InvalidRequest(
            "missing_required_field",
            f"file: is required; send the recording as one of {SOURCES}",
        )
    if len(named) > 1:
        raise InvalidRequest(
            "invalid_parameter", f"{named[1]}: came with {named[0]}; send only one of {SOURCES}"
        )


def source_name(submission: Submission) -> str:
    """Names the recording: by its content where that is known already."""
    if submission.file is not None:
        return f"sha256:{submission.file.sha256}"
    if submission.upload_id is not None:
        return f"upload:{submission.upload_id}"
    if submission.written is not None:
        document = submission.written.model_dump_json().encode()
        return f"text:{hashlib.sha256(document).hexdigest()}"
    return f"url:{submission.asked.audio_url}"


@contextmanager
def received_file(home: Home, submission: Submission) -> Iterator[ReceivedFile | None]:
    """The recording, None if it is to be fetched; what nobody took of an upload's copy is removed
    when the block ends. Raises as ``complete_upload`` does."""
    if submission.upload_id is None:
        yield submission.file
        return
    file = complete_upload(home, submission.tenant, submission.upload_id)
    try:
        yield file
    except (FileNotFoundError, UnsupportedMedia):
        # Another job may have taken the upload meanwhile, and every copy went with it.
        close_upload(home, submission.tenant, submission.upload_id)
        raise
    finally:
        file.path.unlink(missing_ok=True)


def unfetched(options: JobOptions) -> tuple[FileInfo, str]:
    """What is said of a recording, and in the place of its SHA-256, until it is fetched."""
    url = options.audio_url or ""
    name = clean_file_name(unquote(urlsplit(url).path))
    sha256 = hashlib.sha256(f"url:{url}".encode()).hexdigest()
    return FileInfo(name=name, size_bytes=0, duration_seconds=0.0), sha256
