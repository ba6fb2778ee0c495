"""A monthly budget for what is tagged as this environment's."""

from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.environments import Environment

TOLD_AT = (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))
"""Percent of it. https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html"""


class Budget(Construct):
    """The tag ``environment`` must be active for cost allocation in the account."""

    def __init__(
        self, scope: Construct, id: str, environment: Environment, usd: int, topic: sns.Topic
    ) -> None:
        super().__init__(scope, id)
        subscriber = budgets.CfnBudget.SubscriberProperty(
            subscription_type="SNS", address=topic.topic_arn
        )
        budgets.CfnBudget(
            self,
            "Monthly",
            budget=budgets.CfnBudget.BudgetDataProperty(
                budget_name=environment.prefix,
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=budgets.CfnBudget.SpendProperty(amount=usd, unit="USD"),
                cost_filters={"TagKeyValue": [f"user:environment${environment.name}"]},
            ),
            notifications_with_subscribers=[
                budgets.CfnBudget.NotificationWithSubscribersProperty(
                    notification=budgets.CfnBudget.NotificationProperty(
                        notification_type=kind,
                        comparison_operator="GREATER_THAN",
                        threshold=percent,
                        threshold_type="PERCENTAGE",
                    ),
                    subscribers=[subscriber],
                )
                for kind, percent in TOLD_AT
            ],
        )
