"""The Lambda functions: one asset, a handler each, and each its own role."""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import Duration, RemovalPolicy, Size, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra import bundles
from infra.called_rights import (
    bedrock_rights,
    endpoint_rights,
    executions_arn,
    job_rights,
)
from infra.duties import duties
from infra.duty import Duty, May
from infra.environments import Environment
from infra.kept_rights import Kept, dropped_rights, kept_rights
from infra.nag import accept
from infra.rights import Right, give
from infra.webhooks import Webhooks

RUNTIME = lambda_.Runtime.PYTHON_3_13
SYNCHRONOUS = "It is called synchronously, or by a queue or stream that keeps what fails."
ASYNCHRONOUS = frozenset({"drop_results", "index_later", "reconcile", "retention"})
ASYNCHRONOUS_RULES = ("Serverless-LambdaDLQ", "Serverless-LambdaAsyncFailureDestination")
LAYERS_RUNTIME = "The layers are built and locked for Python 3.13."
TRACES = "Trace segments have no names to be granted by."


@dataclass(frozen=True)
class Surroundings:
    """What functions find around them. ``settings``: the value of each setting of ``infra.duty``,
    ``bus_arn``: of the events."""

    kept: Kept
    webhooks: Webhooks
    bus_arn: str
    settings: Mapping[str, str]
    machine_arn: str
    machine_name: str


class Functions(Construct):
    """``by_name`` holds each function by the name of its handler's module; ``api`` is how the API
    is invoked, ``api_function`` what is behind."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        environment: Environment,
        around: Surroundings,
        *,
        layers: bool,
    ) -> None:
        super().__init__(scope, id)
        self._environment = environment
        self._around = around
        self._code = lambda_.Code.from_asset(str(bundles.asset_folder(compiled=layers)))
        self._layers = self._make_layers() if layers else {}
        self.by_name: dict[str, lambda_.Function] = {
            duty.name: self._function(duty) for duty in duties(snap_start=environment.snap_start)
        }
        self.api: lambda_.IFunction = self._api()

    def environment_of(self, duty: Duty) -> dict[str, str]:
        settings = self._around.settings
        fields = duty.settings | (duty.optional & settings.keys())
        wanted = {f"NOVAPULSE_{each.upper()}": settings[each] for each in sorted(fields)}
        return wanted | duty.constants

    def grant(self, duty: Duty, role: iam.Role) -> None:
        """The rights of ``duty``, and no others."""
        around, stack = self._around, Stack.of(self)
        rights = [
            *kept_rights(duty.rights, around.kept),
            *dropped_rights(duty.rights, around.kept.storage),
            *job_rights(
                duty.rights, around.machine_arn, executions_arn(stack, around.machine_name)
            ),
            *endpoint_rights(
                duty.rights,
                stack,
                around.settings["aws_transcriber_endpoint"],
                around.settings["aws_diarizer_endpoint"],
            ),
        ]
        rights += bedrock_rights(duty.rights, self._environment)
        if May.DELIVER in duty.rights.may:
            rights += around.webhooks.rights()
        if May.PUBLISH in duty.rights.may:
            rights.append(Right(["events:PutEvents"], [around.bus_arn]))
        give(role, rights)

    def _function(self, duty: Duty) -> lambda_.Function:
        name = f"{self._environment.prefix}-{duty.name}"
        id = "".join(word.capitalize() for word in duty.name.split("_"))
        log_group = self._log_group(id, name)
        function = lambda_.Function(
            self,
            id,
            function_name=name,
            handler=f"novapulse.handlers.{duty.name}.handler",
            code=self._code,
            runtime=RUNTIME,
            architecture=lambda_.Architecture.ARM_64,
            memory_size=duty.memory,
            timeout=Duration.seconds(duty.seconds),
            ephemeral_storage_size=Size.mebibytes(duty.disk),
            environment=self.environment_of(duty),
            layers=[self._layers[each] for each in bundles.layers_of(duty.name) if self._layers],
            role=self._role(id, duty, log_group),
            log_group=log_group,
            logging_format=lambda_.LoggingFormat.JSON,
            tracing=lambda_.Tracing.ACTIVE,
            snap_start=self._snap_start(duty),
        )
        accept(function, LAYERS_RUNTIME, "AwsSolutions-L1", "Serverless-LambdaLatestVersion")
        if duty.name not in ASYNCHRONOUS:
            accept(function, SYNCHRONOUS, *ASYNCHRONOUS_RULES)
        return function

    def _role(self, id: str, duty: Duty, log_group: logs.LogGroup) -> iam.Role:
        """Not AWSLambdaBasicExecutionRole: it may write to every log."""
        role = iam.Role(
            self,
            f"{id}Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"NovaPulse {self._environment.name}: function {duty.name}",
        )
        write = ["logs:CreateLogStream", "logs:PutLogEvents"]
        give(role, [Right(write, [log_group.log_group_arn])])
        self.grant(duty, role)
        accept(role, TRACES, "AwsSolutions-IAM5[Resource::*]")
        return role

    def _log_group(self, id: str, name: str) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            f"{id}Log",
            log_group_name=f"/aws/lambda/{name}",
            retention=retention(self._environment.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )

    def _make_layers(self) -> dict[str, lambda_.LayerVersion]:
        return {
            name: lambda_.LayerVersion(
                self,
                f"Layer{name.capitalize()}",
                code=lambda_.Code.from_asset(str(bundles.layer_folder(name))),
                compatible_runtimes=[RUNTIME],
                compatible_architectures=[lambda_.Architecture.ARM_64],
                description=f"NovaPulse: packages of {name}",
            )
            for name in bundles.LAYERS
        }

    def _snap_start(self, duty: Duty) -> lambda_.SnapStartConf | None:
        wanted = duty.name == "api_snapshot"
        return lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS if wanted else None

    def _api(self) -> lambda_.IFunction:
        """Snapshots are of published versions; the alias follows the newest.
        https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html"""
        if not self._environment.snap_start:
            return self.by_name["api"]
        version = self.by_name["api_snapshot"].current_version
        return lambda_.Alias(self, "ApiLive", alias_name="live", version=version)


def retention(days: int) -> logs.RetentionDays:
    """Raises ValueError for a number of days that CloudWatch does not offer."""
    offered = {
        1: logs.RetentionDays.ONE_DAY,
        7: logs.RetentionDays.ONE_WEEK,
        14: logs.RetentionDays.TWO_WEEKS,
        30: logs.RetentionDays.ONE_MONTH,
        90: logs.RetentionDays.THREE_MONTHS,
        365: logs.RetentionDays.ONE_YEAR,
    }
    if days not in offered:
        raise ValueError(f"log_days: {days}; accepted are {', '.join(map(str, offered))}")
    return offered[days]
