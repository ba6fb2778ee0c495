"""Bedrock's own trouble, told apart: what may pass, and what somebody has to set right."""

from collections.abc import Callable
from typing import TypeVar

from novapulse.adapters.aws.trouble import PASSING as PASSING_ANYWHERE
from novapulse.adapters.aws.trouble import error_code
from novapulse.adapters.patience import MayPass
from novapulse.adapters.time_limit import within
from novapulse.domain.errors import EngineUnavailable

T = TypeVar("T")

PASSING = PASSING_ANYWHERE | {
    "InternalServerException",
    "ModelErrorException",
    "ModelNotReadyException",
    "ModelTimeoutException",
    "ServiceUnavailableException",
}
"""https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html"""
_SERVER_ERROR = 500


def asked(
    request: Callable[[], T], failure: Callable[[str], EngineUnavailable], *, seconds: float
) -> T:
    """What ``request`` returns within ``seconds``; the SDK's own limits are for the silence between
    two bytes. Raises MayPass, or at once what ``failure`` makes of the trouble's name if asking
    again does not mend it. The service's own words, which repeat what was sent, are part of
    neither."""
    from botocore.exceptions import (
        BotoCoreError,
        ClientError,
        ConnectionError,
        HTTPClientError,
        IncompleteReadError,
    )
    from botocore.parsers import ResponseParserError

    way = (ConnectionError, HTTPClientError, IncompleteReadError, ResponseParserError)
    try:
        return within(seconds, request)
    except TimeoutError:
        raise MayPass(failure("no answer in time")) from None
    except ClientError as error:
        name = error_code(error) or "an error without a name"
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        may_pass = name in PASSING or status >= _SERVER_ERROR
    except (BotoCoreError, ResponseParserError) as error:
        name = type(error).__name__
        may_pass = isinstance(error, way)
    raise MayPass(failure(name)) if may_pass else failure(name)
