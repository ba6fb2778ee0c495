"""What wakes somebody up, and what they then look at."""

from collections.abc import Iterable, Mapping, Sequence

from aws_cdk import Duration, Stack
from aws_cdk import aws_apigatewayv2 as api
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.endpoints import AsyncEndpoint
from infra.environments import Environment
from infra.keys import alarm_topic
from infra.nag import accept
from infra.queues import WorkQueue
from infra.table import Table

SUM = "Sum"
FIVE_MINUTES = Duration.minutes(5)
OLD_SECONDS = 3600
"""A message that waits longer is not being worked on."""
STREAM_LAG_MS = 10 * 60 * 1000
BACKLOG = 50
"""Requests of one endpoint that wait, for an hour."""
SERVER_ERRORS = 5


class Monitoring(Construct):
    """``topic`` is told by every alarm, and again when it is over."""

    def __init__(
        self, scope: Construct, id: str, environment: Environment, data_key: kms.IKey
    ) -> None:
        super().__init__(scope, id)
        self.topic = sns.Topic(
            self,
            "Alarms",
            topic_name=alarm_topic(environment),
            master_key=data_key,
            enforce_ssl=True,
        )
        self.let_publish("cloudwatch.amazonaws.com")
        if environment.alarm_email is not None:
            self.topic.add_subscription(subscriptions.EmailSubscription(environment.alarm_email))
            accept(
                self.topic,
                "A mail that cannot be delivered shows in the alarm itself.",
                "Serverless-SNSRedrivePolicy",
            )
        self._action = actions.SnsAction(self.topic)
        self._dashboard = cloudwatch.Dashboard(self, "Dashboard", dashboard_name=environment.prefix)

    def let_publish(self, service: str) -> None:
        """A topic's own policy takes the place of the one that lets the whole account publish."""
        self.topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal(service)],
                actions=["sns:Publish"],
                resources=[self.topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Stack.of(self).account}},
            )
        )

    def watch_functions(self, functions: Mapping[str, lambda_.Function]) -> None:
        """Errors of stages are retried by the state machine: many in a row are an alarm."""
        for name, function in functions.items():
            errors = function.metric_errors(period=FIVE_MINUTES, statistic=SUM)
            self._alarm(f"{name} fails", errors, over=5, periods=2)
            throttles = function.metric_throttles(period=FIVE_MINUTES, statistic=SUM)
            self._alarm(f"{name} is throttled", throttles, over=5, periods=2)
        self._plot(
            ("Errors", [each.metric_errors(statistic=SUM) for each in functions.values()]),
            ("Duration", [each.metric_duration(statistic="p95") for each in functions.values()]),
        )

    def watch_queues(self, work: Iterable[WorkQueue], letters: Iterable[sqs.Queue]) -> None:
        """``letters``: queues that no function reads, and that should be empty."""
        work = list(work)
        for each in work:
            name = each.node.id
            age = each.queue.metric_approximate_age_of_oldest_message(
                period=FIVE_MINUTES, statistic="Maximum"
            )
            self._alarm(f"{name} waits", age, over=OLD_SECONDS, periods=3)
        for queue in (*(each.dead_letters for each in work), *letters):
            depth = queue.metric_approximate_number_of_messages_visible(
                period=FIVE_MINUTES, statistic="Maximum"
            )
            path = queue.node.path.partition("/")[2].replace("/", " ")
            self._alarm(f"{path} is not empty", depth, over=0, periods=1)
        waiting = [each.queue.metric_approximate_number_of_messages_visible() for each in work]
        self._plot(("Messages that wait", waiting))

    def watch_pipeline(self, machine: sfn.StateMachine) -> None:
        """Executions that end by a recording's own fault succeed."""
        failed = machine.metric_failed(period=FIVE_MINUTES, statistic=SUM)
        self._alarm("an execution failed", failed, over=0, periods=1)
        timed_out = machine.metric_timed_out(period=FIVE_MINUTES, statistic=SUM)
        self._alarm("an execution ran out of time", timed_out, over=0, periods=1)
        throttled = machine.metric_throttled(period=FIVE_MINUTES, statistic=SUM)
        self._alarm("executions are throttled", throttled, over=0, periods=3)
        started, ended = machine.metric_started(), machine.metric_succeeded()
        self._plot(("Executions", [started, ended, machine.metric_failed()]))

    def watch_endpoints(self, endpoints: Sequence[AsyncEndpoint]) -> None:
        for each in endpoints:
            backlog = each.metric("ApproximateBacklogSize", "Maximum")
            self._alarm(f"{each.node.id} is behind", backlog, over=BACKLOG, periods=60)
            errors = each.counted("Invocation5XXErrors", FIVE_MINUTES)
            self._alarm(f"{each.node.id} fails", errors, over=2, periods=1)
            untold = each.counted("NotificationFailures", FIVE_MINUTES)
            self._alarm(f"{each.node.id} is not heard", untold, over=0, periods=1)
        backlogs = [each.metric("ApproximateBacklogSize", "Maximum") for each in endpoints]
        self._plot(("Requests that wait for a GPU", backlogs))

    def watch_api(self, http_api: api.CfnApi) -> None:
        def metric(name: str, statistic: str) -> cloudwatch.Metric:
            return cloudwatch.Metric(
                namespace="AWS/ApiGateway",
                metric_name=name,
                dimensions_map={"ApiId": http_api.ref},
                statistic=statistic,
                period=FIVE_MINUTES,
            )

        self._alarm("the API fails", metric("5xx", SUM), over=SERVER_ERRORS, periods=1)
        self._plot(
            ("Requests", [metric("Count", SUM), metric("4xx", SUM), metric("5xx", SUM)]),
            ("Latency", [metric("Latency", "p50"), metric("Latency", "p95")]),
        )

    def watch_table(self, table: Table) -> None:
        throttled = table.throttled(FIVE_MINUTES)
        self._alarm("the table throttles", throttled, over=5, periods=2)
        read = table.table.metric_consumed_read_capacity_units()
        written = table.table.metric_consumed_write_capacity_units()
        self._plot(("The table's units", [read, written]))

    def watch_stream(self, function: lambda_.Function) -> None:
        age = function.metric("IteratorAge", statistic="Maximum", period=FIVE_MINUTES)
        self._alarm("events come late", age, over=STREAM_LAG_MS, periods=2)

    def _alarm(self, what: str, metric: cloudwatch.IMetric, *, over: float, periods: int) -> None:
        """Nothing measured is nothing wrong: most of it is only measured when it happens."""
        alarm = cloudwatch.Alarm(
            self,
            what,
            alarm_description=f"NovaPulse: {what}",
            metric=metric,
            threshold=over,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            evaluation_periods=periods,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(self._action)
        alarm.add_ok_action(self._action)

    def _plot(self, *graphs: tuple[str, Sequence[cloudwatch.IMetric]]) -> None:
        widgets = [
            cloudwatch.GraphWidget(title=title, left=list(metrics), width=24 // len(graphs))
            for title, metrics in graphs
        ]
        self._dashboard.add_widgets(*widgets)
