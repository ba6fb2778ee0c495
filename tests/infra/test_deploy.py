"""What a deployment needs is asked for before anything is sent."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from infra.environments import DEV
from tests.adapters.aws.pipeline.services import refusal
from tools.deploy import Missing, check_account


@dataclass
class Account:
    """Stands for a session of boto3 and all its clients. ``refuses``: code by operation."""

    region_name: str | None = "eu-central-1"
    refuses: dict[str, str] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        return self

    def __getattr__(self, operation: str) -> Any:
        def call(**request: Any) -> dict[str, Any]:
            if operation in self.refuses:
                raise refusal(self.refuses[operation], operation)
            return {"Account": "123456789012"}

        return call


def test_an_account_that_has_everything_is_named() -> None:
    assert check_account(DEV, Account()) == "aws://123456789012/eu-central-1"


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (Account(region_name=None), "AWS_DEFAULT_REGION"),
        (Account(refuses={"get_caller_identity": "ExpiredToken"}), "AWS_PROFILE"),
        (Account(refuses={"get_parameter": "ParameterNotFound"}), "bootstrap aws://123456789012"),
        (
            Account(refuses={"describe_images": "ImageNotFoundException"}),
            "novapulse-transcriber:1.0-turbo",
        ),
    ],
    ids=["region", "credentials", "bootstrap", "image"],
)
def test_what_is_missing_is_said_with_what_to_do(account: Account, said: str) -> None:
    with pytest.raises(Missing, match=said):
        check_account(DEV, account)


def test_other_trouble_is_not_taken_for_something_missing() -> None:
    with pytest.raises(Exception, match="AccessDenied"):
        check_account(DEV, Account(refuses={"get_parameter": "AccessDenied"}))
