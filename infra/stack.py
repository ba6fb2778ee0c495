"""The AWS home as one stack."""

from aws_cdk import CfnOutput, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from constructs import Construct

from infra.budget import Budget
from infra.callbacks import Callbacks
from infra.called_rights import machine_arn
from infra.drop import Drop
from infra.endpoints import AsyncEndpoint
from infra.environments import Environment
from infra.events import Events
from infra.front import Front
from infra.functions import Functions, Surroundings
from infra.http_api import HttpApi
from infra.kept_rights import Kept
from infra.keys import Keys
from infra.monitoring import Monitoring
from infra.nag import accept
from infra.pipeline import Pipeline
from infra.queues import WorkQueue
from infra.schedules import Schedules
from infra.storage import Storage
from infra.table import Table
from infra.webhooks import Webhooks


class HomeStack(Stack):
    """From what is kept to what watches it; each construct knows those before it."""

    def __init__(
        self, scope: Construct, id: str, environment: Environment, *, layers: bool
    ) -> None:
        super().__init__(
            scope,
            id,
            stack_name=environment.prefix,
            description="NovaPulse, conversation intelligence",
            termination_protection=environment.keeps_data,
        )
        self.environment_settings = environment
        keys = Keys(self, "Keys", environment)
        self.kept = Kept(
            table=Table(self, "Table", environment),
            storage=Storage(self, "Storage", environment, keys.data),
            keys=keys,
        )
        self.webhooks = Webhooks(self, "Webhooks", environment)
        self.events = Events(self, "Events", environment)
        self.callbacks = Callbacks(self, "Callbacks", environment, keys.data)
        self.drop = Drop(self, "Drop", environment, self.kept.storage, keys.data)
        self.functions = self._make_functions(environment, layers=layers)
        self.pipeline = Pipeline(
            self, "Pipeline", environment, self.functions.by_name, name=self._machine
        )
        self.endpoints = self._make_endpoints(environment)
        self.http_api = HttpApi(self, "HttpApi", environment, self.functions.api)
        self._trigger()
        self.schedules = Schedules(self, "Schedules", environment, self.functions.by_name)
        self.front = self._make_front(environment)
        self._watch(environment)
        self._tell()

    @property
    def _machine(self) -> str:
        return f"{self.environment_settings.prefix}-pipeline"

    def _endpoint(self, role: str) -> str:
        return f"{self.environment_settings.prefix}-{role}"

    def _make_functions(self, environment: Environment, *, layers: bool) -> Functions:
        kept, webhooks = self.kept, self.webhooks
        arn = machine_arn(self, self._machine)
        settings = {
            "aws_table": kept.table.table.table_name,
            "aws_bucket": kept.storage.data.bucket_name,
            "aws_vault_key": kept.keys.vault.key_arn,
            "aws_drop_bucket": kept.storage.drop.bucket_name,
            "aws_state_machine": arn,
            "aws_transcriber_endpoint": self._endpoint("transcriber"),
            "aws_diarizer_endpoint": self._endpoint("diarizer"),
            "aws_delivery_queue": webhooks.work.queue.queue_url,
            "aws_delivery_queue_arn": webhooks.work.queue.queue_arn,
            "aws_schedule_group": webhooks.group,
            "aws_schedule_role": webhooks.role.role_arn,
            "aws_event_bus": self.events.bus.event_bus_name,
            **_models(environment),
        }
        around = Surroundings(
            kept=kept,
            webhooks=webhooks,
            bus_arn=self.events.bus.event_bus_arn,
            settings=settings,
            machine_arn=arn,
            machine_name=self._machine,
        )
        return Functions(self, "Functions", environment, around, layers=layers)

    def _make_endpoints(self, environment: Environment) -> tuple[AsyncEndpoint, ...]:
        models = {"Transcriber": environment.transcriber, "Diarizer": environment.diarizer}
        return tuple(
            AsyncEndpoint(
                self,
                id,
                model,
                name=self._endpoint(id.lower()),
                kept=self.kept,
                callbacks=self.callbacks,
                log_days=environment.log_days,
            )
            for id, model in models.items()
        )

    def _trigger(self) -> None:
        functions = self.functions.by_name
        _read(self.callbacks.work, functions["callback"], batch=10)
        _read(self.webhooks.work, functions["deliver"], batch=10)
        _read(self.drop.work, functions["intake"], batch=1)
        self.events.publish_by(functions["publish_events"], self.kept.table.table)
        self.events.answer_drops_by(functions["drop_results"])

    def _make_front(self, environment: Environment) -> Front | None:
        if environment.front is None:
            return None
        return Front(
            self,
            "Front",
            environment,
            environment.front,
            functions=self.functions,
        )

    def _watch(self, environment: Environment) -> None:
        monitoring = Monitoring(self, "Monitoring", environment, self.kept.keys.data)
        monitoring.watch_functions(self.functions.by_name)
        monitoring.watch_queues(
            (self.callbacks.work, self.webhooks.work, self.drop.work),
            (
                self.callbacks.undelivered,
                self.drop.untold,
                self.events.unpublished,
                self.events.undelivered,
                self.schedules.failed,
            ),
        )
        monitoring.watch_pipeline(self.pipeline.machine)
        monitoring.watch_endpoints(self.endpoints)
        monitoring.watch_api(self.http_api.api)
        monitoring.watch_table(self.kept.table)
        monitoring.watch_stream(self.functions.by_name["publish_events"])
        if environment.budget_usd is not None:
            monitoring.let_publish("budgets.amazonaws.com")
            Budget(self, "Budget", environment, environment.budget_usd, monitoring.topic)

    def _tell(self) -> None:
        storage = self.kept.storage
        told = {
            "ApiUrl": self.http_api.url,
            "TableName": self.kept.table.table.table_name,
            "DataBucketName": storage.data.bucket_name,
            "DropBucketName": storage.drop.bucket_name,
            "StateMachineArn": self.pipeline.machine.state_machine_arn,
            "DropSendersPolicyArn": self.drop.senders.managed_policy_arn,
            "EventBusName": self.events.bus.event_bus_name,
        }
        if self.front is not None:
            told["FrontUrl"] = self.front.url
        for name, value in told.items():
            CfnOutput(self, name, value=value)


def _models(environment: Environment) -> dict[str, str]:
    models = {
        "aws_summary_model": environment.summary_model,
        "aws_embedding_model": environment.embedding_model,
    }
    return {name: model.id for name, model in models.items() if model is not None}


def _read(work: WorkQueue, function: lambda_.Function, *, batch: int) -> None:
    """Messages that failed come again, the others of their batch do not."""
    function.add_event_source(
        sources.SqsEventSource(work.queue, batch_size=batch, report_batch_item_failures=True)
    )
    accept(
        function,
        "The queue itself has one for what failed too often.",
        "Serverless-LambdaEventSourceMappingDestination",
    )
