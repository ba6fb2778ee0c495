"""What AWS says, turned into what a person can do about it."""

from dataclasses import dataclass
from typing import Any

from novapulse.domain.errors import Forbidden, InvalidRequest, NovaPulseError, StorageUnavailable


@dataclass(frozen=True)
class _Advice:
    kind: type[NovaPulseError]
    code: str
    text: str


_NO_REGION = _Advice(
    InvalidRequest, "no_region", "no AWS region is set. Give --region, as in eu-west-1."
)
_NO_CREDENTIALS = _Advice(
    Forbidden,
    "no_credentials",
    "no AWS credentials were found. Sign in (aws sso login) or set AWS_PROFILE.",
)
_ENDED = _Advice(Forbidden, "credentials_ended", "the AWS credentials have ended. Sign in again.")
_DENIED = _Advice(Forbidden, "access_denied", "AWS denies it. {said}")
_NO_BUCKET = _Advice(
    InvalidRequest, "no_bucket", "the bucket does not exist. Create it, or name another."
)
_UNREACHED = _Advice(
    StorageUnavailable, "aws_not_reached", "AWS does not answer ({said}). Try again later."
)
_OTHER = _Advice(InvalidRequest, "aws_refused", "AWS says {code}: {said}")

_ADVICE = {
    "NoRegionError": _NO_REGION,
    "NoCredentialsError": _NO_CREDENTIALS,
    "PartialCredentialsError": _NO_CREDENTIALS,
    "ProfileNotFound": _NO_CREDENTIALS,
    "ExpiredToken": _ENDED,
    "ExpiredTokenException": _ENDED,
    "InvalidClientTokenId": _ENDED,
    "TokenRetrievalError": _ENDED,
    "AccessDenied": _DENIED,
    "AccessDeniedException": _DENIED,
    "403": _DENIED,
    "NoSuchBucket": _NO_BUCKET,
    "EndpointConnectionError": _UNREACHED,
    "ConnectTimeoutError": _UNREACHED,
    "ReadTimeoutError": _UNREACHED,
}
"""By the code of a ClientError, or the name of another error of botocore."""


def explained(error: Exception, action: str) -> NovaPulseError:
    """``error``: of botocore. ``action``: what was tried, as in ``upload to s3://...``."""
    response: dict[str, Any] = getattr(error, "response", {}).get("Error", {})
    code = str(response.get("Code") or type(error).__name__)
    advice = _ADVICE.get(code, _OTHER)
    text = advice.text.format(code=code, said=str(response.get("Message") or error))
    return advice.kind(advice.code, f"Cannot {action}: {text}")
