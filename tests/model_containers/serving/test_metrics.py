import json
import logging
from typing import Any

import pytest

from tests.model_containers.serving.stand_in import EchoModel, make_app, send


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [json.loads(r.message) for r in caplog.records if r.name == "model_containers.metrics"]


def test_each_request_is_one_line_of_numbers(
    model: EchoModel, caplog: pytest.LogCaptureFixture
) -> None:
    app = make_app(model)
    with caplog.at_level(logging.INFO):
        send(app, json={})
        send(app, json={"times": 0})
        model.error = RuntimeError()
        send(app, json={})
    good, bad, broken = lines(caplog)
    assert (good["Status"], good["Code"], good["Container"]) == (200, "ok", "echo")
    assert good["AudioSeconds"] == 2.0
    assert good["RealTimeFactor"] == pytest.approx(good["Seconds"] / 2, abs=0.001)
    assert (bad["Status"], bad["ClientErrors"], bad["ServerErrors"]) == (400, 1, 0)
    assert (broken["Status"], broken["ClientErrors"], broken["ServerErrors"]) == (500, 0, 1)


def test_cloudwatch_finds_every_metric_that_the_line_declares(
    model: EchoModel, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        send(make_app(model), json={})
    (line,) = lines(caplog)
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Dimensions"] == [["Container"]]
    assert line["_aws"]["Timestamp"] > 1_700_000_000_000
    for metric in directive["Metrics"]:
        assert isinstance(line[metric["Name"]], float)
        assert metric["Unit"] in ("Count", "Seconds", "None")


@pytest.mark.parametrize(
    ("given", "logged"), [("0b9e7f2c-1", "0b9e7f2c-1"), ("anna@example.org", None), ("", None)]
)
def test_a_line_names_the_request_by_sagemaker_s_id_and_by_nothing_else(
    model: EchoModel, caplog: pytest.LogCaptureFixture, given: str, logged: str | None
) -> None:
    with caplog.at_level(logging.INFO):
        send(make_app(model), json={}, headers={"X-Amzn-SageMaker-Inference-Id": given})
    assert lines(caplog)[0].get("InferenceId") == logged
