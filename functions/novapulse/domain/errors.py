"""Every error that NovaPulse raises on purpose.

NovaPulseError
├── InvalidRequest        the caller's input; the message names field, value and what is accepted
├── Unauthorized          no key, a bad key, an ended key
├── Forbidden             the key lacks a scope; the job's pipeline lacks the result
├── NotFound              unknown, or another tenant's: never told apart
├── Conflict              a duplicate submission; results asked of a failed job
├── TooLarge              above a size limit
├── UnsupportedMedia      not a recording in a format that is accepted
├── RequestTimeout        the request's body did not arrive in time
├── TooManyRequests       a limit is reached; ``retry_after`` seconds is true
├── BadAudio              the recording itself cannot be processed: never retried
├── SourceUnavailable     the recording cannot be fetched from its URL (now)
├── EngineUnavailable     a model or an engine cannot be had (now)
├── UnusableAnswer        a language model answered, and the answer cannot be relied on
├── StorageUnavailable    the stores cannot be used now: locked, or the disk is full
└── StageTimeout          a stage ran past the time that the plan gives it

The core raises these; each API dialect and the CLI translate them at its edge.
"""


class NovaPulseError(Exception):
    """``code`` is stable and machine readable, ``message`` is for the person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class InvalidRequest(NovaPulseError):
    pass


class Unauthorized(NovaPulseError):
    pass


class Forbidden(NovaPulseError):
    pass


class NotFound(NovaPulseError):
    pass


class Conflict(NovaPulseError):
    pass


class DuplicateSubmission(Conflict):
    """``job_id`` is the earlier job."""

    def __init__(self, code: str, message: str, *, job_id: str) -> None:
        super().__init__(code, message)
        self.job_id = job_id


class TooLarge(NovaPulseError):
    pass


class FileTooLarge(TooLarge):
    """``max_bytes`` is the limit that was passed; ``size_bytes`` None where no more was read."""

    def __init__(
        self, code: str, message: str, *, max_bytes: int, size_bytes: int | None = None
    ) -> None:
        super().__init__(code, message)
        self.max_bytes = max_bytes
        self.size_bytes = size_bytes


class UnsupportedMedia(NovaPulseError):
    """``provided`` is the format that was sent, where that could be told."""

    def __init__(self, code: str, message: str, *, provided: str | None = None) -> None:
        super().__init__(code, message)
        self.provided = provided


class RequestTimeout(NovaPulseError):
    pass


class TooManyRequests(NovaPulseError):
    def __init__(self, code: str, message: str, *, retry_after: int) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after


class BadAudio(NovaPulseError):
    pass


class SourceUnavailable(NovaPulseError):
    pass


class EngineUnavailable(NovaPulseError):
    pass


class UnusableAnswer(NovaPulseError):
    pass


class StorageUnavailable(NovaPulseError):
    pass


class StageTimeout(NovaPulseError):
    pass
