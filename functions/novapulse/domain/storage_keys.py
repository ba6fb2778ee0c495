"""Where each object of a job rests: the names of blobs and vault objects, in one place.

A job has two blob folders, ``audio/`` (the recording, its decoded channels) and ``results/``
(redacted documents), and one vault folder for text that is not redacted yet or never.
"""


def audio(tenant: str, job_id: str) -> str:
    """Blob: the recording as it was sent."""
    return f"audio/{tenant}/{job_id}/original"


def prepared(tenant: str, job_id: str, channel: int) -> str:
    """Blob: one decoded channel, counted from 0; see ``PreparedAudio`` for the samples."""
    return f"audio/{tenant}/{job_id}/channel_{channel}.s16le"


def result_transcript(tenant: str, job_id: str) -> str:
    """Blob: the redacted ``Transcript``, with words, as JSON."""
    return f"results/{tenant}/{job_id}/transcript.json"


def result_insights(tenant: str, job_id: str) -> str:
    """Blob: ``Insights`` as JSON."""
    return f"results/{tenant}/{job_id}/insights.json"


def result_assessment(tenant: str, job_id: str) -> str:
    """Blob: compliance, quality and coaching, an ``Assessment`` as JSON."""
    return f"results/{tenant}/{job_id}/assessment.json"


def result_content(tenant: str, job_id: str) -> str:
    """Blob: messages, topics, questions, tasks, entities, trackers; a ``Content`` as JSON."""
    return f"results/{tenant}/{job_id}/content.json"


def results_prefix(tenant: str, job_id: str) -> str:
    """Blobs: every result of the job."""
    return f"results/{tenant}/{job_id}/"


def result_audio(tenant: str, job_id: str, name: str) -> str:
    """Blob: the recording without personal data; ``name`` tells how it was made."""
    return f"results/{tenant}/{job_id}/audio_{name}"


def conversation_parts(tenant: str, job_id: str) -> str:
    """Blobs: one for each call that was appended to this one, empty, named by arrival and job."""
    return f"results/{tenant}/{job_id}/parts/"


def conversation_part(tenant: str, job_id: str, arrival_ms: int, part: str) -> str:
    """Blob: the job ``part`` was appended to ``job_id``. ``arrival_ms``: Unix time."""
    return f"{conversation_parts(tenant, job_id)}{arrival_ms:015d}-{part}"


def work(tenant: str, job_id: str, name: str) -> str:
    """Blob, until published: what one stage leaves for the next, without unredacted text."""
    return f"work/{tenant}/{job_id}/{name}.json"


def work_prefix(tenant: str, job_id: str) -> str:
    """Blobs: everything that stages left for one another."""
    return f"work/{tenant}/{job_id}/"


def vault_transcription(tenant: str, job_id: str) -> str:
    """Vault, until redacted: what the engine heard, a ``Transcription`` as JSON."""
    return f"{tenant}/{job_id}/transcription"


def vault_diarization(tenant: str, job_id: str) -> str:
    """Vault, until redacted: who spoke when, a ``Diarization`` as JSON."""
    return f"{tenant}/{job_id}/diarization"


def vault_attributed(tenant: str, job_id: str) -> str:
    """Vault, until redacted: the attributed call before redaction, a ``Transcript`` as JSON."""
    return f"{tenant}/{job_id}/attributed"


def vault_written(tenant: str, job_id: str) -> str:
    """Vault, until redacted: a call that came as text, a ``WrittenCall`` as JSON."""
    return f"{tenant}/{job_id}/written"


def vault_member(tenant: str, job_id: str, source: str) -> str:
    """Vault, kept: who a speaker of the job is, a ``Member`` as JSON."""
    return f"{vault_members(tenant, job_id)}{source.replace(' ', '-')}"


def vault_members(tenant: str, job_id: str) -> str:
    """Vault: every ``Member`` of the job."""
    return f"{tenant}/{job_id}/members/"


def vault_speaker_events(tenant: str, job_id: str) -> str:
    """Vault, kept: who spoke when, as a caller says; ``SpeakerEvents`` as JSON."""
    return f"{tenant}/{job_id}/speaker_events"


def vault_raw(tenant: str, job_id: str) -> tuple[str, ...]:
    """Vault: all that is there until the call is redacted, and never after."""
    where = (tenant, job_id)
    return (
        vault_transcription(*where),
        vault_diarization(*where),
        vault_written(*where),
        vault_attributed(*where),
    )


def vault_transcript(tenant: str, job_id: str) -> str:
    """Vault, kept: the unredacted ``Transcript`` as JSON, for callers with ``pii:read``."""
    return f"{tenant}/{job_id}/transcript"


def prepared_prefix(tenant: str, job_id: str) -> str:
    """Blobs: every decoded channel of the job, and not the recording itself."""
    return f"audio/{tenant}/{job_id}/channel_"


def blob_prefixes(tenant: str, job_id: str) -> tuple[str, ...]:
    """Blobs: all that the job has. For erasure, together with ``vault_prefix``."""
    return (
        f"audio/{tenant}/{job_id}/",
        f"results/{tenant}/{job_id}/",
        work_prefix(tenant, job_id),
    )


def vault_prefix(tenant: str, job_id: str) -> str:
    """Vault: all that the job has."""
    return f"{tenant}/{job_id}/"
