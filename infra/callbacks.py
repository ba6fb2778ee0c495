"""What endpoints tell of their work: two topics, the queue behind them."""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.environments import Environment
from infra.queues import DeadLetters, WorkQueue

FUNCTION_SECONDS = 120
ATTEMPTS = 8


class Callbacks(Construct):
    def __init__(
        self, scope: Construct, id: str, environment: Environment, data_key: kms.IKey
    ) -> None:
        super().__init__(scope, id)
        self.work = WorkQueue(
            self,
            "Callbacks",
            name=f"{environment.prefix}-callbacks",
            function_seconds=FUNCTION_SECONDS,
            attempts=ATTEMPTS,
        )
        self.undelivered = DeadLetters(
            self, "Undelivered", name=f"{environment.prefix}-callbacks-undelivered"
        )
        self.succeeded = self._topic("Succeeded", environment, data_key)
        self.failed = self._topic("Failed", environment, data_key)

    def _topic(self, id: str, environment: Environment, key: kms.IKey) -> sns.Topic:
        topic = sns.Topic(
            self,
            id,
            topic_name=f"{environment.prefix}-inference-{id.lower()}",
            master_key=key,
            enforce_ssl=True,
        )
        topic.add_subscription(
            subscriptions.SqsSubscription(self.work.queue, dead_letter_queue=self.undelivered)
        )
        return topic
