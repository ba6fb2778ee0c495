"""The drop folder: S3 tells EventBridge, a rule puts it into a queue, the function takes it in."""

from aws_cdk import Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.environments import Environment
from infra.nag import accept_wildcard
from infra.queues import DeadLetters, WorkQueue
from infra.rights import Right
from infra.storage import DROP, Storage

FUNCTION_SECONDS = 300
ATTEMPTS = 48
"""Half an hour apart: a tenant that has too many jobs at once may wait for a day."""


OWN = f"{DROP}${{aws:PrincipalTag/tenant}}/"
"""The folder of whoever asks, by a tag of the role or user.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"""


class Drop(Construct):
    """``senders`` is a policy for roles and users who drop recordings, each tagged ``tenant``: it
    opens their tenant's folder and no other."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        environment: Environment,
        storage: Storage,
        data_key: kms.IKey,
    ) -> None:
        super().__init__(scope, id)
        self.senders = self._senders(environment, storage, data_key)
        self.work = WorkQueue(
            self,
            "Dropped",
            name=f"{environment.prefix}-dropped",
            function_seconds=FUNCTION_SECONDS,
            attempts=ATTEMPTS,
        )
        self.untold = DeadLetters(self, "Untold", name=f"{environment.prefix}-dropped-untold")
        events.Rule(
            self,
            "Rule",
            description="A recording or a sidecar was dropped",
            event_pattern=events.EventPattern(
                source=["aws.s3"],
                detail_type=["Object Created"],
                detail={
                    "bucket": {"name": [storage.drop.bucket_name]},
                    "object": {"key": [{"prefix": DROP}]},
                },
            ),
            targets=[targets.SqsQueue(self.work.queue, dead_letter_queue=self.untold)],
        )

    def _senders(
        self, environment: Environment, storage: Storage, data_key: kms.IKey
    ) -> iam.ManagedPolicy:
        """To send recordings, and to read why one was refused."""
        folder, refused = (storage.drop.arn_for_objects(f"{OWN}{x}") for x in ("*", "failed/*"))
        via_s3 = {"StringEquals": {"kms:ViaService": f"s3.{Stack.of(self).region}.amazonaws.com"}}
        own = {"StringLike": {"s3:prefix": f"{OWN}*"}}
        policy = iam.ManagedPolicy(
            self,
            "Senders",
            managed_policy_name=f"{environment.prefix}-drop-senders",
            description="Drops recordings into the folder of the tenant that a tag names",
            statements=[
                Right(["s3:PutObject", "s3:AbortMultipartUpload"], [folder]).statement,
                Right(["s3:GetObject"], [refused]).statement,
                Right(["s3:ListBucket"], [storage.drop.bucket_arn], own).statement,
                Right(["kms:GenerateDataKey", "kms:Decrypt"], [data_key.key_arn], via_s3).statement,
            ],
        )
        for resource in (folder, refused):
            accept_wildcard(policy, "Recordings of one tenant, by their names.", resource)
        return policy
