"""The state machine: the plan's definition in the template, the functions' ARNs put in."""

import json

from aws_cdk import Aws, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.definition import LAUNCHED, definition, functions_needed
from infra.environments import Environment
from infra.functions import retention
from infra.nag import accept
from infra.rights import Right, give


class Pipeline(Construct):
    """``functions``: by the name of the handler's module."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        environment: Environment,
        functions: dict[str, lambda_.Function],
        *,
        name: str,
    ) -> None:
        super().__init__(scope, id)
        stages = {stage: functions[module_of(stage)] for stage in functions_needed()}
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=name,
            definition_body=sfn.DefinitionBody.from_string(_text()),
            definition_substitutions={
                "partition": Aws.PARTITION,
                **{stage: function.function_arn for stage, function in stages.items()},
            },
            role=self._role([function.function_arn for function in stages.values()]),
            tracing_enabled=True,
            logs=self._logs(environment),
        )

    def _role(self, functions: list[str]) -> iam.Role:
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        give(role, [Right(["lambda:InvokeFunction"], functions)])
        accept(
            role,
            "Trace segments and the delivery of logs have no names to be granted by: "
            "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
            "AwsSolutions-IAM5[Resource::*]",
        )
        return role

    def _logs(self, environment: Environment) -> sfn.LogOptions:
        """Without the data of executions: they hold the tokens of tasks."""
        group = logs.LogGroup(
            self,
            "Log",
            log_group_name=f"/aws/vendedlogs/states/{environment.prefix}",
            retention=retention(environment.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        return sfn.LogOptions(
            destination=group, level=sfn.LogLevel.ALL, include_execution_data=False
        )


def module_of(stage: str) -> str:
    """The handler's module of a state."""
    return f"launch_{stage}" if stage in LAUNCHED else stage


def _text() -> str:
    """Placeholders for what only an account knows.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html"""
    functions = {stage: f"${{{stage}}}" for stage in functions_needed()}
    return json.dumps(definition(functions, partition="${partition}"), separators=(",", ":"))
