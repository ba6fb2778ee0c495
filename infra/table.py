"""The one table. Its keys: docs/architecture.md."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra.environments import Environment

INDEXES = ("GSI1", "GSI2")
OPERATIONS = [
    dynamodb.Operation.GET_ITEM,
    dynamodb.Operation.BATCH_GET_ITEM,
    dynamodb.Operation.QUERY,
    dynamodb.Operation.PUT_ITEM,
    dynamodb.Operation.UPDATE_ITEM,
    dynamodb.Operation.DELETE_ITEM,
    dynamodb.Operation.BATCH_WRITE_ITEM,
    dynamodb.Operation.TRANSACT_WRITE_ITEMS,
]
"""Those that the adapters use; one metric can add up ten."""


class Table(Construct):
    def __init__(self, scope: Construct, id: str, environment: Environment) -> None:
        super().__init__(scope, id)
        self.table = dynamodb.Table(
            self,
            "Table",
            partition_key=_text("PK"),
            sort_key=_text("SK"),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.AWS_MANAGED,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            time_to_live_attribute="ttl",
            stream=dynamodb.StreamViewType.NEW_IMAGE,
            deletion_protection=environment.keeps_data,
            removal_policy=(
                RemovalPolicy.RETAIN if environment.keeps_data else RemovalPolicy.DESTROY
            ),
        )
        for index in INDEXES:
            self.table.add_global_secondary_index(
                index_name=index,
                partition_key=_text(f"{index}PK"),
                sort_key=_text(f"{index}SK"),
                projection_type=dynamodb.ProjectionType.ALL,
            )

    def throttled(self, period: Duration) -> cloudwatch.IMetric:
        """Requests of any kind that the table or an index refused for their number."""
        return self.table.metric_throttled_requests_for_operations(
            operations=OPERATIONS, period=period, statistic="Sum"
        )


def _text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
