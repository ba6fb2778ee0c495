"""What a request to a model endpoint failed with, as an error of ours."""

from dataclasses import dataclass

from pydantic import ValidationError

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.pipeline.task_tokens import TaskToken
from novapulse.adapters.aws.s3.objects import Bucket
from novapulse.domain.errors import BadAudio, EngineUnavailable, NotFound, NovaPulseError
from novapulse.domain.object_uri import bucket_and_key
from novapulse.domain.remote import RemoteError, RemoteFailure

OF_THE_RECORDING = frozenset({400, 413, 415, 422})
"""Statuses of the containers that another attempt would meet again; 403 and 404 are ours."""


@dataclass(frozen=True)
class EngineFailures:
    """``client`` is of S3, where SageMaker puts the responses to requests that failed."""

    client: Client

    def error_of(self, token: TaskToken, status: int | None) -> NovaPulseError:
        """BadAudio for what the recording or the request earned, else EngineUnavailable, which is
        tried again. Code and message are the container's, where it said them."""
        said = self.said(token)
        if said is None:
            said = _unsaid(status)
        earned = status in OF_THE_RECORDING if status is not None else not said.retryable
        kind = BadAudio if earned else EngineUnavailable
        return kind(said.code, said.message)

    def said(self, token: TaskToken) -> RemoteError | None:
        """What the container answered; None while there is no such answer. Raises
        StorageUnavailable."""
        if token.failure is None:
            return None
        bucket, key = bucket_and_key(token.failure)
        try:
            document = Bucket(self.client, bucket).get(key)
            return RemoteFailure.model_validate_json(document).error
        except NotFound:
            return None
        except ValidationError:
            return _unsaid(None)


def _unsaid(status: int | None) -> RemoteError:
    reason = "it did not answer in time" if status is None else f"status {status}"
    message = f"the speech engine failed ({reason}); submit the recording again"
    return RemoteError(code="engine_failed", message=message, retryable=True)
