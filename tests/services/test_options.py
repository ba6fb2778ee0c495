from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.job import JobOptions, Pipeline
from novapulse.services.intake.options import AskedOptions, check_options

SETTINGS = Settings(data_dir=Path("unused"))


def check(*, loopback_allowed: bool = False, **asked: Any) -> JobOptions:
    return check_options(
        AskedOptions(**asked), settings=SETTINGS, loopback_allowed=loopback_allowed
    )


def refusal(**asked: Any) -> InvalidRequest:
    with pytest.raises(InvalidRequest) as caught:
        check(**asked)
    return caught.value


def test_what_is_left_out_has_its_default() -> None:
    assert check() == JobOptions(language="en-US", pipeline=Pipeline.FULL_ANALYSIS)


@pytest.mark.parametrize(
    ("sent", "kept"), [("en-US", "en-US"), ("EN-gb", "en-GB"), ("es", "es"), ("eng-US", "en-US")]
)
def test_a_language_is_kept_in_its_canonical_form(sent: str, kept: str) -> None:
    assert check(language=sent).language == kept


@pytest.mark.parametrize("tag", ["", "english", "zz-ZZ", "en_US", "en-", "e", "en-US-" * 20, "ü"])
def test_an_unknown_language_is_refused_by_its_own_code(tag: str) -> None:
    error = refusal(language=tag)
    assert error.code == "invalid_language_code"
    assert "en-US" in error.message


def deep(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels - 1):
        value = {"a": value}
    return value


def test_metadata_may_be_nested_as_deep_as_is_said() -> None:
    assert check(metadata=deep(32)).metadata == deep(32)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"pipeline": "full"}, "full-analysis"),
        ({"metadata": [1]}, "JSON object"),
        ({"metadata": "text"}, "JSON object"),
        ({"metadata": {"a": float("inf")}}, "metadata"),
        ({"metadata": {"a": "\ud800"}}, "metadata"),
        ({"metadata": {"a": "x" * 17_000}}, "16384"),
        ({"metadata": deep(33)}, "32 levels"),
        ({"metadata": deep(50_000)}, "32 levels"),
        ({"channels": {}}, "Agent"),
        ({"channels": {"0": "Agent"}}, "Agent"),
        ({"channels": {"1": "Boss"}}, "Agent"),
        ({"channels": {"1": 2}}, "Agent"),
        ({"channels": ["Agent"]}, "Agent"),
        ({"speakers_expected": 0}, "1 to 10"),
        ({"speakers_expected": 11}, "1 to 10"),
        ({"speakers_expected": True}, "1 to 10"),
        ({"speakers_expected": 2.5}, "1 to 10"),
        ({"custom_vocabulary": "Nova"}, "array"),
        ({"custom_vocabulary": [""]}, "array"),
        ({"custom_vocabulary": ["x"] * 501}, "array"),
        ({"custom_vocabulary": ["\ud800"]}, "whole characters"),
    ],
)
def test_a_refusal_names_the_field_and_what_is_accepted(asked: dict[str, Any], named: str) -> None:
    error = refusal(**asked)
    assert error.code == "invalid_parameter"
    assert error.message.startswith(next(iter(asked)))
    assert named in error.message


def test_good_values_are_kept() -> None:
    options = check(
        pipeline="transcription",
        metadata={"crm": {"id": [1, None]}},
        channels={"1": "Agent", "2": "Customer"},
        speakers_expected=3,
        custom_vocabulary=["NovaPulse", " Nova  Pulse ", "NovaPulse"],
    )
    assert options.pipeline is Pipeline.TRANSCRIPTION
    assert options.metadata == {"crm": {"id": [1, None]}}
    assert options.channels == {"1": "Agent", "2": "Customer"}
    assert options.speakers_expected == 3
    assert options.custom_vocabulary == ("NovaPulse", "Nova Pulse")


PUBLIC = ["https://example.com/hook", "https://example.com:8443/a?b=c", "https://8.8.8.8/hook"]
LOCAL = ["http://127.0.0.1:9000/hook", "https://localhost/h", "http://[::1]:9/", "http://a.com/"]
NEVER = [
    "",
    "example.com/hook",
    "ftp://example.com/",
    "https://",
    "https:///path",
    "https://user:password@example.com/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://[fe80::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://0x7f.0.0.1/",
    "https://2130706433/",
    "https://127.1/",
    "https://example.com:99999/",
    "https://example.com:0/",
    "https://exam ple.com/",
    "https://example.com\\@10.0.0.1/",
    "https://example.com/\r\nx",
    "https://[::1/",
    "https://" + "a" * 64 + ".com/",
    "https://example.com/" + "a" * 2048,
]


@pytest.mark.parametrize("url", PUBLIC)
def test_public_https_targets_are_taken(url: str) -> None:
    assert check(webhook_url=url).webhook_url == url


@pytest.mark.parametrize("url", LOCAL)
def test_http_and_loopback_targets_are_taken_by_a_loopback_server_only(url: str) -> None:
    assert check(webhook_url=url, loopback_allowed=True).webhook_url == url
    assert refusal(webhook_url=url).code == "invalid_parameter"


@pytest.mark.parametrize("url", NEVER)
@pytest.mark.parametrize("loopback_allowed", [False, True])
def test_no_server_takes_these_targets(url: str, loopback_allowed: bool) -> None:
    error = refusal(webhook_url=url, loopback_allowed=loopback_allowed)
    assert error.code == "invalid_parameter"
    assert "password" not in error.message or "user name" in error.message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@settings(derandomize=True, deadline=None)
@given(
    st.builds(
        AskedOptions,
        language=st.none() | st.text(),
        pipeline=st.none() | st.text(),
        webhook_url=st.none() | st.text() | st.text().map(lambda s: f"https://{s}"),
        metadata=JSON,
        channels=JSON,
        speakers_expected=JSON,
        custom_vocabulary=JSON,
    )
)
def test_odd_values_are_either_taken_or_refused_in_words(asked: AskedOptions) -> None:
    try:
        check_options(asked, settings=SETTINGS, loopback_allowed=True)
    except InvalidRequest as error:
        assert error.message
