"""The HTTP API: every request goes to one function, which recognises the caller itself."""

from aws_cdk import Aws, RemovalPolicy
from aws_cdk import aws_apigatewayv2 as api
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.environments import Environment
from infra.functions import retention
from infra.nag import accept

LOGGED = (
    "requestId", "requestTime", "httpMethod", "path", "status", "protocol",
    "responseLength", "responseLatency", "integrationErrorMessage",
)  # fmt: skip
"""Of each request; no addresses, no keys, no names."""


class HttpApi(Construct):
    """API Gateway's HTTP APIs, payload 2.0."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        environment: Environment,
        function: lambda_.IFunction,
    ) -> None:
        super().__init__(scope, id)
        self.api = api.CfnApi(
            self,
            "Api",
            name=environment.prefix,
            protocol_type="HTTP",
            description="NovaPulse: conversation intelligence",
        )
        integration = api.CfnIntegration(
            self,
            "Function",
            api_id=self.api.ref,
            integration_type="AWS_PROXY",
            integration_uri=function.function_arn,
            payload_format_version="2.0",
        )
        route = api.CfnRoute(
            self,
            "Everything",
            api_id=self.api.ref,
            route_key="$default",
            target=f"integrations/{integration.ref}",
        )
        accept(route, "The function checks a key of its own.", "AwsSolutions-APIG4")
        self._stage(environment)
        function.add_permission(
            "Api",
            principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
            source_arn=f"arn:{Aws.PARTITION}:execute-api:{Aws.REGION}:{Aws.ACCOUNT_ID}"
            f":{self.api.ref}/*/*",
        )

    @property
    def url(self) -> str:
        return self.api.attr_api_endpoint

    def _stage(self, environment: Environment) -> None:
        log = logs.LogGroup(
            self,
            "Log",
            log_group_name=f"/aws/vendedlogs/apigateway/{environment.prefix}",
            retention=retention(environment.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        fields = ",".join(f'"{name}":"$context.{name}"' for name in LOGGED)
        api.CfnStage(
            self,
            "Stage",
            api_id=self.api.ref,
            stage_name="$default",
            auto_deploy=True,
            access_log_settings=api.CfnStage.AccessLogSettingsProperty(
                destination_arn=log.log_group_arn, format=f"{{{fields}}}"
            ),
            default_route_settings=api.CfnStage.RouteSettingsProperty(
                throttling_rate_limit=environment.requests_per_second,
                throttling_burst_limit=environment.burst,
                detailed_metrics_enabled=True,
            ),
        )
