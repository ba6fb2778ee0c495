"""Rights on what functions call: the state machine, model endpoints, models of Bedrock."""

from aws_cdk import ArnFormat, Stack

from infra.duty import May, Rights
from infra.environments import Environment
from infra.rights import Right

_NAMED_BY_THEIR_JOBS = "Executions of this state machine, which are named by their jobs."


def job_rights(rights: Rights, machine_arn: str, executions_arn: str) -> list[Right]:
    """On the state machine and what it runs."""
    wanted = {
        May.START_JOBS: Right(["states:StartExecution"], [machine_arn]),
        May.END_TASKS: Right(
            ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"],
            [machine_arn],
        ),
    }
    found = [each for may, each in wanted.items() if may in rights.may]
    if May.FOLLOW_JOBS in rights.may:
        found.append(
            Right(["states:DescribeExecution"], [executions_arn], because=_NAMED_BY_THEIR_JOBS)
        )
    if May.WATCH_JOBS in rights.may:
        found.append(Right(["states:ListExecutions"], [machine_arn]))
        found.append(
            Right(
                ["states:DescribeExecution", "states:StopExecution"],
                [executions_arn],
                because=_NAMED_BY_THEIR_JOBS,
            )
        )
    return found


def endpoint_rights(rights: Rights, stack: Stack, transcriber: str, diarizer: str) -> list[Right]:
    """``transcriber``, ``diarizer``: the endpoints' names."""
    ask = "sagemaker:InvokeEndpointAsync"
    wanted = {
        May.ASK_TRANSCRIBER: (ask, [transcriber]),
        May.ASK_DIARIZER: (ask, [diarizer]),
        May.WATCH_ENDPOINTS: ("sagemaker:DescribeEndpoint", [transcriber, diarizer]),
    }
    return [
        Right([action], [endpoint_arn(stack, name) for name in names])
        for may, (action, names) in wanted.items()
        if may in rights.may
    ]


def bedrock_rights(rights: Rights, environment: Environment) -> list[Right]:
    """A model that an environment does not name nobody may ask."""
    models = {
        May.ASK_SUMMARY_MODEL: environment.summary_model,
        May.ASK_EMBEDDING_MODEL: environment.embedding_model,
    }
    return [
        Right(["bedrock:InvokeModel"], model.arns)
        for may, model in models.items()
        if model is not None and may in rights.may
    ]


def endpoint_arn(stack: Stack, name: str) -> str:
    return stack.format_arn(service="sagemaker", resource="endpoint", resource_name=name)


def machine_arn(stack: Stack, name: str) -> str:
    """Known before the state machine is there: functions that it calls start executions of it."""
    return stack.format_arn(
        service="states",
        resource="stateMachine",
        resource_name=name,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )


def executions_arn(stack: Stack, name: str) -> str:
    return stack.format_arn(
        service="states",
        resource="execution",
        resource_name=f"{name}:*",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
