"""What every model endpoint and its callers exchange, whatever the model does."""

from pydantic import Field

from novapulse.domain.object_uri import ObjectUri
from novapulse.domain.value import Value


class RemoteRequest(Value):
    """``output``: where the answer is stored as JSON; without it, it is the response's body."""

    output: ObjectUri | None = None


class StoredAnswer(Value):
    """The response to a request with an ``output``: the answer lies there."""

    output: ObjectUri


class RemoteError(Value):
    """``code`` is stable; ``retryable`` tells whether the same request may succeed later."""

    code: str
    message: str
    retryable: bool


class RemoteFailure(Value):
    """The body of every response but 200."""

    error: RemoteError = Field(description="What went wrong, without any text of a call")
