"""A home in moto whose functions are overheard: what each asks of AWS is held against its role."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from novapulse.config import Settings
from tests.adapters.aws.cloud import Cloud
from tests.handlers.house import HandClients, House, HousePorts, make_house
from tests.infra.asking import Asking, Overheard
from tests.infra.assembly import Assembly, logical_id
from tests.infra.iam import allowed

FUNCTION = "AWS::Lambda::Function"
PREFIX = "NOVAPULSE_"
Run = Callable[..., Any]


@dataclass(frozen=True)
class OverheardHouse:
    house: House
    asking: Asking
    stack: Assembly

    def run(self, function: str, event: Any) -> Any:
        """The function of a module of ``novapulse.handlers``."""
        import importlib

        module = importlib.import_module(f"novapulse.handlers.{function}")
        with self.asking.of(function):
            return module.run(event, self.house.ports)

    def as_function(self, function: str, run: Run) -> Run:
        def overheard(*given: Any) -> Any:
            with self.asking.of(function):
                return run(*given)

        return overheard

    def refused(self) -> set[tuple[str, str, str]]:
        """Function, action, resource of what a role does not allow."""
        return {
            (function, asked.action, asked.resource)
            for function, asked in self.asking.asked
            if not allowed(statements_of(self.stack, function), asked)
        }

    def asked_by(self, function: str) -> set[str]:
        return {asked.action for name, asked in self.asking.asked if name == function}


def statements_of(stack: Assembly, function: str) -> list[dict[str, Any]]:
    """Of the function's role."""
    (role,) = (
        logical_id(each["Role"])
        for each in stack.resources(FUNCTION).values()
        if each["Handler"].split(".")[2] == function
    )
    return stack.statements_of(role)


def overheard_house(cloud: Cloud, folder: Path, stack: Assembly) -> OverheardHouse:
    plain = make_house(cloud, folder)
    names = {
        "aws_drop_bucket": cloud.bucket(),
        "aws_transcriber_endpoint": "novapulse-dev-transcriber",
        "aws_diarizer_endpoint": "novapulse-dev-diarizer",
        "aws_schedule_group": "novapulse-dev-deliveries",
    }
    settings = plain.ports.settings.model_copy(update=names)
    asking = Asking(
        arns=_arns(stack),
        data_key=_data_key(stack),
        drop_bucket=names["aws_drop_bucket"],
        machine="arn:Partition:states:Region:AccountId:stateMachine:novapulse-dev-pipeline",
    )
    clients = HandClients(cloud, plain.clock)
    for service, client in list(vars(clients).items()):
        clients.__dict__[service] = Overheard(service, client, asking.note)
    return OverheardHouse(_house(settings, clients, plain, folder), asking, stack)


def _house(settings: Settings, clients: HandClients, plain: House, folder: Path) -> House:
    return House(HousePorts(settings, clients, plain.clock, folder), plain.bucket)


def _arns(stack: Assembly) -> dict[str, str]:
    """Of each setting's resource, from the environments of all functions."""
    return {
        name.removeprefix(PREFIX).lower(): f"arn:{logical_id(value)}"
        for function in stack.resources(FUNCTION).values()
        for name, value in function["Environment"]["Variables"].items()
        if not isinstance(value, str)
    }


def _data_key(stack: Assembly) -> str:
    (key,) = (id for id in stack.resources("AWS::KMS::Key") if id.startswith("KeysData"))
    return f"arn:{key}"
