"""Attempts at webhooks: a queue for those of now, schedules that put the later ones into it."""

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from constructs import Construct

from infra.environments import Environment
from infra.queues import WorkQueue
from infra.rights import Right, give

FUNCTION_SECONDS = 120
ATTEMPTS = 10
"""At our own trouble; what a receiver refuses is planned anew by the function itself."""


class Webhooks(Construct):
    def __init__(self, scope: Construct, id: str, environment: Environment) -> None:
        super().__init__(scope, id)
        self.work = WorkQueue(
            self,
            "Deliveries",
            name=f"{environment.prefix}-deliveries",
            function_seconds=FUNCTION_SECONDS,
            attempts=ATTEMPTS,
        )
        self.group = f"{environment.prefix}-deliveries"
        scheduler.CfnScheduleGroup(self, "Schedules", name=self.group)
        self.role = self._role()

    def rights(self) -> list[Right]:
        """What planning an attempt takes. A schedule acts by a role, which is handed on to it:
        https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html"""
        return [
            Right(["sqs:SendMessage"], [self.work.queue.queue_arn]),
            Right(
                ["scheduler:CreateSchedule", "scheduler:UpdateSchedule"],
                [self._schedules("*")],
                because="Schedules of this group, which are named by their deliveries.",
            ),
            Right(
                ["iam:PassRole"],
                [self.role.role_arn],
                {"StringEquals": {"iam:PassedToService": "scheduler.amazonaws.com"}},
            ),
        ]

    def _role(self) -> iam.Role:
        """For schedules of this group alone, against the confused deputy:
        https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html"""
        stack = Stack.of(self)
        group = stack.format_arn(
            service="scheduler", resource="schedule-group", resource_name=self.group
        )
        of_this_group = {
            "StringEquals": {"aws:SourceAccount": stack.account, "aws:SourceArn": group}
        }
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com", conditions=of_this_group),
        )
        give(role, [Right(["sqs:SendMessage"], [self.work.queue.queue_arn])])
        return role

    def _schedules(self, name: str) -> str:
        return Stack.of(self).format_arn(
            service="scheduler",
            resource="schedule",
            resource_name=f"{self.group}/{name}",
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
        )
