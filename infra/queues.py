"""A queue that somebody works on, and the one for what could not be worked on."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.nag import accept

KEPT = Duration.days(14)
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html"""


class DeadLetters(sqs.Queue):
    """What was given up; a person looks at it after an alarm."""

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        super().__init__(
            scope,
            id,
            queue_name=name,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=KEPT,
        )
        reason = "It is where given-up messages end; an alarm watches it."
        accept(self, reason, "AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy")


class WorkQueue(Construct):
    """``function_seconds`` is the timeout of the function that reads it. A message stays hidden for
    six times that, so that throttled batches are not given twice:
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""

    def __init__(
        self, scope: Construct, id: str, *, name: str, function_seconds: int, attempts: int
    ) -> None:
        super().__init__(scope, id)
        self.dead_letters = DeadLetters(self, "DeadLetters", name=f"{name}-dead-letters")
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=name,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=KEPT,
            visibility_timeout=Duration.seconds(6 * function_seconds),
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=attempts
            ),
        )
