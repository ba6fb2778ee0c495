"""AWS's own trouble, such as throttling, told apart from mistakes of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from novapulse.domain.errors import StorageUnavailable

PASSING = frozenset(
    {
        "DependencyTimeoutException",
        "InternalError",
        "InternalServerError",
        "KMSInternalException",
        "LimitExceededException",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestTimeout",
        "ServiceUnavailable",
        "SlowDown",
        "ThrottlingError",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)
"""Nothing is wrong with the request, and the same one may succeed later. The SDK has tried some
times already
(https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html)."""


def error_code(error: BaseException) -> str:
    """The service's own name of what went wrong; empty for anything but an answer of AWS."""
    response = getattr(error, "response", None)
    return str(response.get("Error", {}).get("Code", "")) if isinstance(response, dict) else ""


def unavailable(name: str) -> StorageUnavailable:
    return StorageUnavailable("service_unavailable", f"the storage cannot be used now ({name})")


@contextmanager
def translated() -> Iterator[None]:
    """Raises StorageUnavailable where AWS throttles, is out of order or cannot be reached."""
    from botocore.exceptions import (
        ClientError,
        ConnectionError,
        HTTPClientError,
        IncompleteReadError,
    )

    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if error_code(error) in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise unavailable(error_code(error)) from error
        raise
    except (HTTPClientError, ConnectionError, IncompleteReadError) as error:
        raise unavailable(type(error).__name__) from error
