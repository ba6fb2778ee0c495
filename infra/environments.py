"""The settings of each environment, one frozen instance each. Nothing else of ``infra`` differs
between two environments."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ModelEndpoint:
    """``repository`` and ``tag`` name the image in the account's own registry; ``artifact`` is the
    ``model.tar.gz`` as ``s3://bucket/key``, None where the image holds its model. ``target`` is the
    backlog of one instance above which another one is started. ``most_instances`` is 0 for an
    endpoint that does not scale: SageMaker changes the instance type of no other."""

    repository: str
    tag: str
    instance_type: str
    most_instances: int
    artifact: str | None = None
    target: float = 4.0


@dataclass(frozen=True)
class BedrockModel:
    """``id`` is what is asked for; ``arns`` are what the right to ask it is given for: the model,
    and its inference profile where ``id`` is one.
    https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html"""

    id: str
    arns: tuple[str, ...]


@dataclass(frozen=True)
class Front:
    """The API as a container behind a load balancer, for bodies above what Lambda takes (6 MB).
    ``image`` is its URI, by digest; ``certificate`` the ARN of one in ACM; ``repository`` the ARN
    of the image's ECR repository."""

    image: str
    repository: str
    certificate: str
    cpu: int = 1024
    memory: int = 2048
    disk_gb: int = 30
    tasks: int = 2


@dataclass(frozen=True)
class Environment:
    """``snap_start``: the API starts from a snapshot, and takes recordings up to what the 512 MB of
    disk hold that go with it. ``origins`` are the web pages that may send recordings straight to
    the bucket. ``summary_model``: one that writes summaries in the place of rules;
    ``embedding_model``: Titan Text Embeddings V2, for search by meaning. None leaves out."""

    name: str
    transcriber: ModelEndpoint
    diarizer: ModelEndpoint
    keeps_data: bool
    snap_start: bool
    log_days: int
    drop_days: int = 90
    origins: tuple[str, ...] = ()
    requests_per_second: int = 100
    burst: int = 200
    alarm_email: str | None = None
    budget_usd: int | None = None
    front: Front | None = None
    summary_model: BedrockModel | None = None
    embedding_model: BedrockModel | None = None

    @property
    def prefix(self) -> str:
        """What every name begins with that is given by hand."""
        return f"novapulse-{self.name}"


DEV = Environment(
    name="dev",
    transcriber=ModelEndpoint("novapulse-transcriber", "1.0-turbo", "ml.g5.xlarge", 1),
    diarizer=ModelEndpoint("novapulse-diarizer", "1.0-community", "ml.g5.xlarge", 1),
    keeps_data=False,
    snap_start=False,
    log_days=14,
    requests_per_second=20,
    burst=40,
    budget_usd=200,
)

PROD = Environment(
    name="prod",
    transcriber=ModelEndpoint("novapulse-transcriber", "1.0-turbo", "ml.g5.xlarge", 4),
    diarizer=ModelEndpoint("novapulse-diarizer", "1.0-community", "ml.g5.xlarge", 2),
    keeps_data=True,
    snap_start=True,
    log_days=90,
    budget_usd=2000,
)

ENVIRONMENTS = {each.name: each for each in (DEV, PROD)}
