"""Every function has the settings that its code asks for, and no others."""

import pytest

from infra.bundles import functions
from infra.duties import API, API_SNAPSHOT
from infra.duty import QUEUE, Duty
from infra.stage_duties import STAGES
from infra.trigger_duties import TRIGGERED
from novapulse.config import Settings
from tests.infra.assembly import Assembly
from tests.infra.needed_settings import needed_settings

EVERY = (*STAGES, *TRIGGERED, API, API_SNAPSHOT)
PREFIX = "NOVAPULSE_"
ASKS_NOTHING = frozenset({"drop_results", "intake", "reconcile", "retention"})
"""They hold the whole home and search for nothing."""


@pytest.mark.parametrize("duty", EVERY, ids=lambda duty: duty.name)
def test_a_function_has_the_settings_that_its_code_asks_for(duty: Duty) -> None:
    needed = needed_settings(duty.name)
    assert duty.settings == needed.required
    assert duty.optional == (frozenset() if duty.name in ASKS_NOTHING else needed.optional)


def test_what_the_code_of_a_function_asks_for_is_found() -> None:
    assert needed_settings("begin").required == {"aws_table"} | QUEUE
    assert needed_settings("publish_events").required == {"aws_event_bus"}
    assert {"aws_drop_bucket", "aws_state_machine"} <= needed_settings("intake").required
    assert needed_settings("summary").optional == {"aws_summary_model"}


def test_every_handler_has_a_duty() -> None:
    assert {duty.name for duty in EVERY} == set(functions())


def test_settings_in_the_template_are_settings(dev: Assembly) -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for id, function in dev.resources("AWS::Lambda::Function").items():
        names = function["Environment"]["Variables"].keys()
        assert {name for name in names if name.startswith(PREFIX)} <= known, id


def test_every_required_setting_is_in_its_functions_environment(dev: Assembly) -> None:
    for function in dev.resources("AWS::Lambda::Function").values():
        name = function["Handler"].split(".")[-2]
        variables = function["Environment"]["Variables"]
        for setting in needed_settings(name).required:
            assert variables[f"{PREFIX}{setting.upper()}"], (name, setting)
