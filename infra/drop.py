"""The drop folder: S3 tells EventBridge, a rule puts it into a queue, the function takes it in."""

from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from infra.environments import Environment
from infra.queues import DeadLetters, WorkQueue
from infra.storage import DROP, Storage

FUNCTION_SECONDS = 300
ATTEMPTS = 48
"""Half an hour apart: a tenant that has too many jobs at once may wait for a day."""


class Drop(Construct):
    def __init__(
        self, scope: Construct, id: str, environment: Environment, storage: Storage
    ) -> None:
        super().__init__(scope, id)
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
