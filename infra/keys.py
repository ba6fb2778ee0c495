"""The keys under which everything rests: one for the data, one that only opens the vault."""

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.environments import Environment

ALARMING = ("cloudwatch.amazonaws.com", "budgets.amazonaws.com")
"""Services that publish to encrypted topics themselves.
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html"""


class Keys(Construct):
    def __init__(self, scope: Construct, id: str, environment: Environment) -> None:
        super().__init__(scope, id)
        policy = RemovalPolicy.RETAIN if environment.keeps_data else RemovalPolicy.DESTROY
        self.data = kms.Key(
            self,
            "Data",
            alias=f"alias/{environment.prefix}-data",
            description="NovaPulse: buckets and topics",
            enable_key_rotation=True,
            removal_policy=policy,
        )
        self.vault = kms.Key(
            self,
            "Vault",
            alias=f"alias/{environment.prefix}-vault",
            description="NovaPulse: what was said before redaction",
            enable_key_rotation=True,
            removal_policy=policy,
        )
        self._let_alarms_through(environment)
        self._only_for_named_objects()

    def _let_alarms_through(self, environment: Environment) -> None:
        """To the topic of alarms alone, by what SNS itself says to KMS whoever publishes.
        https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html"""
        topic = Stack.of(self).format_arn(service="sns", resource=alarm_topic(environment))
        for service in ALARMING:
            self.data.add_to_resource_policy(
                iam.PolicyStatement(
                    principals=[iam.ServicePrincipal(service)],
                    actions=["kms:Decrypt", "kms:GenerateDataKey"],
                    resources=["*"],
                    conditions={"StringEquals": {"kms:EncryptionContext:aws:sns:topicArn": topic}},
                )
            )

    def _only_for_named_objects(self) -> None:
        """No use of the vault's key without the name of what it opens or seals, whatever a role
        may be given one day.
        https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html"""
        self.vault.add_to_resource_policy(
            iam.PolicyStatement(
                effect=iam.Effect.DENY,
                principals=[iam.AnyPrincipal()],
                actions=["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
                resources=["*"],
                conditions={"Null": {"kms:EncryptionContext:object": "true"}},
            )
        )


def alarm_topic(environment: Environment) -> str:
    """Its name."""
    return f"{environment.prefix}-alarms"
