"""What runs by the clock."""

from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from constructs import Construct

from infra.environments import Environment
from infra.nag import accept
from infra.queues import DeadLetters


@dataclass(frozen=True)
class Schedule:
    """``function`` is the name of the handler's module."""

    function: str
    minutes: int


SCHEDULES = (Schedule("reconcile", 1), Schedule("index_later", 5), Schedule("retention", 60))


class Schedules(Construct):
    """A run that fails is not repeated: the next one does its work. It is kept, for the alarm."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        environment: Environment,
        functions: dict[str, lambda_.Function],
    ) -> None:
        super().__init__(scope, id)
        self.failed = DeadLetters(self, "Failed", name=f"{environment.prefix}-schedules-failed")
        for each in SCHEDULES:
            function = functions[each.function]
            function.configure_async_invoke(
                retry_attempts=0,
                max_event_age=Duration.minutes(max(1, each.minutes)),
                on_failure=destinations.SqsDestination(self.failed),
            )
            accept(function, "What failed goes to a destination.", "Serverless-LambdaDLQ")
            events.Rule(
                self,
                each.function,
                description=f"Every {each.minutes} min: {each.function}",
                schedule=events.Schedule.rate(Duration.minutes(each.minutes)),
                targets=[
                    targets.LambdaFunction(
                        function, dead_letter_queue=self.failed, retry_attempts=1
                    )
                ],
            )
