"""Events of jobs on a bus of their own: from the table's stream, described by schemas, with a
consumer as an example."""

from aws_cdk import ArnFormat, Duration, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_eventschemas as schemas
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.environments import Environment
from infra.event_schemas import registered
from infra.functions import ASYNCHRONOUS_RULES, retention
from infra.nag import accept
from infra.queues import DeadLetters

SOURCE = "novapulse"
ENDED = ("job.completed", "job.failed")


class Events(Construct):
    def __init__(self, scope: Construct, id: str, environment: Environment) -> None:
        super().__init__(scope, id)
        self._environment = environment
        self.bus = events.EventBus(self, "Bus", event_bus_name=environment.prefix)
        self.unpublished = DeadLetters(
            self, "Unpublished", name=f"{environment.prefix}-events-unpublished"
        )
        self.undelivered = DeadLetters(
            self, "Undelivered", name=f"{environment.prefix}-events-undelivered"
        )
        self._register()
        self._example()

    def publish_by(self, function: lambda_.Function, table: dynamodb.Table) -> None:
        """New events of the log, and nothing else of the table: other items never leave DynamoDB.
        https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html"""
        function.add_event_source(
            sources.DynamoEventSource(
                table,
                starting_position=lambda_.StartingPosition.TRIM_HORIZON,
                batch_size=100,
                max_batching_window=Duration.seconds(0),
                report_batch_item_failures=True,
                bisect_batch_on_error=True,
                retry_attempts=50,
                on_failure=sources.SqsDlq(self.unpublished),
                filters=[
                    lambda_.FilterCriteria.filter(
                        {
                            "eventName": ["INSERT"],
                            "dynamodb": {"Keys": {"PK": {"S": [{"prefix": "EVENTS#"}]}}},
                        }
                    )
                ],
            )
        )
        role = function.role
        assert role is not None
        accept(
            role,
            "Streams can be listed for all tables or for none.",
            "AwsSolutions-IAM5[Resource::*]",
        )

    def answer_drops_by(self, function: lambda_.Function) -> None:
        accept(function, "The reconciler answers what this did not.", *ASYNCHRONOUS_RULES)
        events.Rule(
            self,
            "Ended",
            event_bus=self.bus,
            description="The results of dropped recordings are written",
            event_pattern=events.EventPattern(source=[SOURCE], detail_type=list(ENDED)),
            targets=[
                targets.LambdaFunction(
                    function, dead_letter_queue=self.undelivered, retry_attempts=5
                )
            ],
        )

    def _register(self) -> None:
        registry = schemas.CfnRegistry(
            self,
            "Registry",
            registry_name=self._environment.prefix,
            description="Events of NovaPulse's jobs",
        )
        for name, content in registered(SOURCE).items():
            schemas.CfnSchema(
                self,
                f"Schema {name}",
                registry_name=registry.attr_registry_name,
                schema_name=f"{SOURCE}@{name}",
                type="JSONSchemaDraft4",
                content=content,
            )

    def _example(self) -> None:
        """A consumer as others may have one: each ended job becomes a line of a log."""
        group = logs.LogGroup(
            self,
            "Example",
            log_group_name=f"/aws/events/{self._environment.prefix}",
            retention=retention(self._environment.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        rule = events.CfnRule(
            self,
            "ExampleRule",
            event_bus_name=self.bus.event_bus_name,
            description="An example of a consumer: ended jobs as lines of a log",
            event_pattern={"source": [SOURCE], "detail-type": list(ENDED)},
            targets=[
                events.CfnRule.TargetProperty(
                    id="log",
                    arn=_target(group),
                    dead_letter_config=events.CfnRule.DeadLetterConfigProperty(
                        arn=self.undelivered.queue_arn
                    ),
                )
            ],
        )
        self._let_rule_use(group, rule)

    def _let_rule_use(self, group: logs.LogGroup, rule: events.CfnRule) -> None:
        """Such policies have names in the account: two environments may be in one.
        https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html"""
        logs.ResourcePolicy(
            self,
            "ExamplePolicy",
            resource_policy_name=f"{self._environment.prefix}-events",
            policy_statements=[
                iam.PolicyStatement(
                    principals=[
                        iam.ServicePrincipal("events.amazonaws.com"),
                        iam.ServicePrincipal("delivery.logs.amazonaws.com"),
                    ],
                    actions=["logs:CreateLogStream", "logs:PutLogEvents"],
                    resources=[group.log_group_arn],
                )
            ],
        )
        self.undelivered.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("events.amazonaws.com")],
                actions=["sqs:SendMessage"],
                resources=[self.undelivered.queue_arn],
                conditions={"ArnEquals": {"aws:SourceArn": rule.attr_arn}},
            )
        )


def _target(group: logs.LogGroup) -> str:
    """Without the ``:*`` at the end of what CloudFormation tells of a log group: a rule takes it,
    and no event ever arrives. https://github.com/aws-samples/serverless-patterns/pull/221"""
    return Stack.of(group).format_arn(
        service="logs",
        resource="log-group",
        resource_name=group.log_group_name,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
