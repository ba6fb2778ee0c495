"""What a person reads where AWS refuses."""

import pytest

from model_containers.publish.cloud_errors import explained


class _Refusal(Exception):
    """As botocore's ClientError carries it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.response = {"Error": {"Code": code, "Message": message}}


class NoCredentialsError(Exception):
    """As botocore names its own."""


@pytest.mark.parametrize(
    ("error", "code", "advice"),
    [
        (_Refusal("NoSuchBucket", "none"), "no_bucket", "Create it, or name another"),
        (_Refusal("AccessDenied", "not for role/x"), "access_denied", "not for role/x"),
        (_Refusal("ExpiredToken", "old"), "credentials_ended", "Sign in again"),
        (_Refusal("ResourceLimitExceeded", "too many"), "aws_refused", "too many"),
        (NoCredentialsError("Unable to locate"), "no_credentials", "AWS_PROFILE"),
    ],
)
def test_a_refusal_says_what_was_tried_and_what_to_do(
    error: Exception, code: str, advice: str
) -> None:
    told = explained(error, "upload to s3://models/a")

    assert told.code == code
    assert told.message.startswith("Cannot upload to s3://models/a: ")
    assert advice in told.message
