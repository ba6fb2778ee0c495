"""The asynchronous SageMaker endpoints: GPUs that come when there is work and go when there is
none."""

import json
from typing import Any

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sagemaker as sagemaker
from constructs import Construct

from infra.callbacks import Callbacks
from infra.duty import ANSWERS, AUDIO, INFERENCE
from infra.endpoint_role import EndpointRole
from infra.environments import ModelEndpoint
from infra.functions import retention
from infra.kept_rights import Kept

VARIANT = "all"
AT_ONCE = 4
"""Requests sent to one container side by side; it takes 9 (1 running, 8 waiting) and refuses
more."""
AMI = "al2023-ami-sagemaker-inference-gpu-4-1"
"""Its driver is one that both engines start on; the default of some instance types is too old.
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html"""
STARTS_WITHIN_SECONDS = 900
METRICS = "AWS/SageMaker"


class AsyncEndpoint(Construct):
    """``name`` is the endpoint's, ``log_days`` how long its log is kept."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        model: ModelEndpoint,
        *,
        name: str,
        kept: Kept,
        callbacks: Callbacks,
        log_days: int,
    ) -> None:
        super().__init__(scope, id)
        self.name = name
        self._kept = kept
        role = EndpointRole(self, "Role", model, name=name, kept=kept, callbacks=callbacks)
        made = sagemaker.CfnModel(
            self,
            "Model",
            execution_role_arn=role.role_arn,
            primary_container=self._container(model),
        )
        made.node.add_dependency(role)
        config = sagemaker.CfnEndpointConfig(
            self,
            "Config",
            production_variants=[_variant(made.attr_model_name, model)],
            async_inference_config=self._async(callbacks),
        )
        self.endpoint = sagemaker.CfnEndpoint(
            self,
            "Endpoint",
            endpoint_name=name,
            endpoint_config_name=config.attr_endpoint_config_name,
        )
        self.endpoint.node.add_dependency(self._log_group(log_days))
        if model.most_instances:
            self._scale(model)

    def metric(self, metric: str, statistic: str = "Average") -> cloudwatch.Metric:
        return cloudwatch.Metric(
            namespace=METRICS,
            metric_name=metric,
            dimensions_map={"EndpointName": self.name},
            statistic=statistic,
            period=Duration.minutes(1),
        )

    def counted(self, metric: str, period: Duration) -> cloudwatch.Metric:
        """Of those that SageMaker tells of a variant.
        https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-monitor.html"""
        return cloudwatch.Metric(
            namespace=METRICS,
            metric_name=metric,
            dimensions_map={"EndpointName": self.name, "VariantName": VARIANT},
            statistic="Sum",
            period=period,
        )

    def _log_group(self, days: int) -> logs.LogGroup:
        """There before SageMaker makes it, which would keep it for ever."""
        return logs.LogGroup(
            self,
            "Log",
            log_group_name=f"/aws/sagemaker/Endpoints/{self.name}",
            retention=retention(days),
            removal_policy=RemovalPolicy.DESTROY,
        )

    def _container(self, model: ModelEndpoint) -> sagemaker.CfnModel.ContainerDefinitionProperty:
        """Hosting tells containers no region, without which boto3 asks us-east-1 first.
        https://github.com/aws/sagemaker-containers/pull/112"""
        stack, bucket = Stack.of(self), self._kept.storage.data.bucket_name
        host = f"{stack.account}.dkr.ecr.{stack.region}.{stack.url_suffix}"
        return sagemaker.CfnModel.ContainerDefinitionProperty(
            image=f"{host}/{model.repository}:{model.tag}",
            model_data_url=model.artifact,
            environment={
                "AWS_DEFAULT_REGION": stack.region,
                "NOVAPULSE_INPUT_LOCATIONS": json.dumps([f"{bucket}/{AUDIO.rstrip('/')}"]),
                "NOVAPULSE_OUTPUT_LOCATIONS": json.dumps([f"{bucket}/{ANSWERS.rstrip('/')}"]),
            },
        )

    def _async(self, callbacks: Callbacks) -> Any:
        """https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-create-endpoint.html"""
        bucket = self._kept.storage.data
        config = sagemaker.CfnEndpointConfig
        return config.AsyncInferenceConfigProperty(
            client_config=config.AsyncInferenceClientConfigProperty(
                max_concurrent_invocations_per_instance=AT_ONCE
            ),
            output_config=config.AsyncInferenceOutputConfigProperty(
                s3_output_path=bucket.s3_url_for_object(f"{INFERENCE}{self.name}/done"),
                s3_failure_path=bucket.s3_url_for_object(f"{INFERENCE}{self.name}/failed"),
                kms_key_id=self._kept.keys.data.key_arn,
                notification_config=config.AsyncInferenceNotificationConfigProperty(
                    success_topic=callbacks.succeeded.topic_arn,
                    error_topic=callbacks.failed.topic_arn,
                ),
            ),
        )

    def _scale(self, model: ModelEndpoint) -> None:
        """To zero by the backlog of each instance; from zero by an alarm, since no instance has a
        backlog then.
        https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-autoscale.html"""
        target = scaling.ScalableTarget(
            self,
            "Scaling",
            service_namespace=scaling.ServiceNamespace.SAGEMAKER,
            resource_id=f"endpoint/{self.name}/variant/{VARIANT}",
            scalable_dimension="sagemaker:variant:DesiredInstanceCount",
            min_capacity=0,
            max_capacity=model.most_instances,
            role=iam.Role.from_role_arn(
                self, "ScalingRole", _scaling_role(Stack.of(self)), mutable=False
            ),
        )
        target.node.add_dependency(self.endpoint)
        target.scale_to_track_metric(
            "Backlog",
            custom_metric=self.metric("ApproximateBacklogSizePerInstance"),
            target_value=model.target,
            scale_in_cooldown=Duration.minutes(10),
            scale_out_cooldown=Duration.minutes(5),
        )
        first = scaling.StepScalingAction(
            self,
            "FirstInstance",
            scaling_target=target,
            adjustment_type=scaling.AdjustmentType.CHANGE_IN_CAPACITY,
            cooldown=Duration.minutes(5),
            metric_aggregation_type=scaling.MetricAggregationType.AVERAGE,
        )
        first.add_adjustment(adjustment=1, lower_bound=0)
        waiting = cloudwatch.CfnAlarm(
            self,
            "WaitsForAnInstance",
            alarm_description="Requests wait, and no instance is there: start one",
            namespace=METRICS,
            metric_name="HasBacklogWithoutCapacity",
            dimensions=[
                cloudwatch.CfnAlarm.DimensionProperty(name="EndpointName", value=self.name)
            ],
            statistic="Average",
            period=60,
            evaluation_periods=2,
            datapoints_to_alarm=2,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="missing",
            alarm_actions=[first.scaling_policy_arn],
        )
        waiting.node.add_dependency(target)


def _scaling_role(stack: Stack) -> str:
    """Application Auto Scaling's own for endpoints, which it makes when it first needs it.
    https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html"""
    service = "sagemaker.application-autoscaling.amazonaws.com"
    name = "AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint"
    return stack.format_arn(
        service="iam",
        region="",
        resource="role",
        resource_name=f"aws-service-role/{service}/{name}",
    )


def _variant(
    model_name: str, model: ModelEndpoint
) -> sagemaker.CfnEndpointConfig.ProductionVariantProperty:
    return sagemaker.CfnEndpointConfig.ProductionVariantProperty(
        variant_name=VARIANT,
        model_name=model_name,
        instance_type=model.instance_type,
        initial_instance_count=1,
        initial_variant_weight=1,
        inference_ami_version=AMI,
        container_startup_health_check_timeout_in_seconds=STARTS_WITHIN_SECONDS,
        model_data_download_timeout_in_seconds=STARTS_WITHIN_SECONDS,
    )
