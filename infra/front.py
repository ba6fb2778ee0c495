"""The API as containers behind a load balancer, for bodies above what Lambda takes. Opt-in."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_certificatemanager as certificates
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as balancing
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.duties import API
from infra.environments import Environment
from infra.environments import Front as FrontSettings
from infra.functions import Functions, retention
from infra.nag import accept

PORT = 8080
HEALTH = "/v1/health"
ADDRESSES = "10.0.0.0/16"
"""The image trusts what callers' addresses the load balancer tells from here."""
IDLE_SECONDS = 300
"""Of a connection; the image keeps its own for longer."""
STOP_SECONDS = 90
"""For requests under way when a task goes; the server gives them less."""
MOST_TASKS = 4
"""Times those that always run."""
SCRATCH = "/tmp"  # noqa: S108 - a volume of the task's own; the rest of its disk is read-only


class Front(Construct):
    """``url`` is the load balancer's; the certificate's name must lead there."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        environment: Environment,
        settings: FrontSettings,
        *,
        functions: Functions,
    ) -> None:
        super().__init__(scope, id)
        self._environment = environment
        self._settings = settings
        self._log = self._log_group("Log", f"/aws/ecs/{environment.prefix}-front")
        vpc = self._vpc()
        self.balancer = self._balancer(vpc)
        self.service = self._service(vpc, self._task(functions))
        self._listen()
        self._scale()

    @property
    def url(self) -> str:
        return f"https://{self.balancer.load_balancer_dns_name}"

    def _vpc(self) -> ec2.Vpc:
        """S3 and DynamoDB are reached without the NAT gateway: recordings cost nothing on the way.
        https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"""
        vpc = ec2.Vpc(
            self,
            "Network",
            ip_addresses=ec2.IpAddresses.cidr(ADDRESSES),
            max_azs=2,
            nat_gateways=1,
            restrict_default_security_group=False,
            gateway_endpoints={
                "S3": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3),
                "DynamoDB": ec2.GatewayVpcEndpointOptions(
                    service=ec2.GatewayVpcEndpointAwsService.DYNAMODB
                ),
            },
        )
        group = self._log_group("Flows", f"/aws/vpc/{self._environment.prefix}")
        vpc.add_flow_log("FlowLog", destination=ec2.FlowLogDestination.to_cloud_watch_logs(group))
        return vpc

    def _balancer(self, vpc: ec2.IVpc) -> balancing.ApplicationLoadBalancer:
        open_to_all = ec2.SecurityGroup(
            self, "FromAnywhere", vpc=vpc, allow_all_outbound=False, description="HTTPS"
        )
        open_to_all.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(443), "HTTPS")
        accept(open_to_all, "It is the door of a public API.", "AwsSolutions-EC23")
        balancer = balancing.ApplicationLoadBalancer(
            self,
            "Balancer",
            vpc=vpc,
            internet_facing=True,
            security_group=open_to_all,
            drop_invalid_header_fields=True,
            deletion_protection=self._environment.keeps_data,
            idle_timeout=Duration.seconds(IDLE_SECONDS),
        )
        balancer.set_attribute("access_logs.s3.enabled", "false")
        accept(balancer, "Queries name people; key uses are logged without.", "AwsSolutions-ELB2")
        return balancer

    def _task(self, functions: Functions) -> ecs.FargateTaskDefinition:
        settings = self._settings
        task = ecs.FargateTaskDefinition(
            self,
            "Task",
            cpu=settings.cpu,
            memory_limit_mib=settings.memory,
            ephemeral_storage_gib=settings.disk_gb,
            runtime_platform=ecs.RuntimePlatform(
                cpu_architecture=ecs.CpuArchitecture.ARM64,
                operating_system_family=ecs.OperatingSystemFamily.LINUX,
            ),
            task_role=self._role(functions),
            volumes=[ecs.Volume(name="scratch")],
        )
        container = task.add_container(
            "Api",
            image=ecs.ContainerImage.from_registry(settings.image),
            environment=functions.environment_of(API),
            readonly_root_filesystem=True,
            stop_timeout=Duration.seconds(STOP_SECONDS),
            logging=ecs.LogDrivers.aws_logs(stream_prefix="api", log_group=self._log),
            port_mappings=[ecs.PortMapping(container_port=PORT)],
        )
        container.add_mount_points(
            ecs.MountPoint(container_path=SCRATCH, source_volume="scratch", read_only=False)
        )
        accept(task, "Names of tables, buckets and queues; no secrets.", "AwsSolutions-ECS2")
        self._pull(task.obtain_execution_role())
        return task

    def _role(self, functions: Functions) -> iam.Role:
        """The rights of the API's function."""
        role = iam.Role(
            self, "TaskRole", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com")
        )
        functions.grant(API, role)
        return role

    def _pull(self, role: iam.IRole) -> None:
        repository = ecr.Repository.from_repository_arn(
            self, "Repository", self._settings.repository
        )
        repository.grant_pull(role)
        accept(role, "The token is one for the whole registry.", "AwsSolutions-IAM5[Resource::*]")

    def _service(self, vpc: ec2.IVpc, task: ecs.FargateTaskDefinition) -> ecs.FargateService:
        cluster = ecs.Cluster(
            self,
            "Cluster",
            vpc=vpc,
            container_insights_v2=ecs.ContainerInsights.ENHANCED,
        )
        return ecs.FargateService(
            self,
            "Service",
            cluster=cluster,
            task_definition=task,
            desired_count=self._settings.tasks,
            min_healthy_percent=100,
            circuit_breaker=ecs.DeploymentCircuitBreaker(enable=True, rollback=True),
            propagate_tags=ecs.PropagatedTagSource.SERVICE,
        )

    def _listen(self) -> None:
        listener = self.balancer.add_listener(
            "Https",
            port=443,
            open=False,
            certificates=[
                certificates.Certificate.from_certificate_arn(
                    self, "Certificate", self._settings.certificate
                )
            ],
            ssl_policy=balancing.SslPolicy.TLS13_RES,
        )
        listener.add_targets(
            "Tasks",
            port=PORT,
            protocol=balancing.ApplicationProtocol.HTTP,
            targets=[self.service],
            deregistration_delay=Duration.seconds(120),
            health_check=balancing.HealthCheck(path=HEALTH, healthy_http_codes="200"),
        )

    def _scale(self) -> None:
        tasks = self._settings.tasks
        scaling = self.service.auto_scale_task_count(
            min_capacity=tasks, max_capacity=MOST_TASKS * tasks
        )
        scaling.scale_on_cpu_utilization("Cpu", target_utilization_percent=60)

    def _log_group(self, id: str, name: str) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            id,
            log_group_name=name,
            retention=retention(self._environment.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
