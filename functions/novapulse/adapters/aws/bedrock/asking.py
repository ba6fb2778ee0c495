"""Bedrock's own trouble, told apart: what may pass, and what somebody has to set right."""

from collections.abc import Callable
from typing import TypeVar

from novapulse.adapters.aws.trouble import PASSING as PASSING_ANYWHERE
from novapulse.adapters.aws.trouble import error_code
from novapulse.adapters.patience import MayPass
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


def asked(request: Callable[[], T], model_id: str) -> T:
    """What ``request`` returns. Raises MayPass, or EngineUnavailable for what asking again does not
    mend; neither holds any of the service's own words, which repeat what was sent."""
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
        return request()
    except ClientError as error:
        code = error_code(error) or "an error without a name"
        failure = unavailable(model_id, code)
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        may_pass = code in PASSING or status >= _SERVER_ERROR
    except (BotoCoreError, ResponseParserError) as error:
        failure = unavailable(model_id, type(error).__name__)
        may_pass = isinstance(error, way)
    raise MayPass(failure) if may_pass else failure


def unavailable(model_id: str, why: str) -> EngineUnavailable:
    return EngineUnavailable(
        "model_unavailable",
        f"Bedrock's model {model_id} could not be asked ({why}): see whether the account has "
        "access to it in this region, and whether the function's role may invoke it",
    )
