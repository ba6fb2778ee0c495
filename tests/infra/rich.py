"""An environment with everything that one may have."""

from dataclasses import replace

from infra.environments import PROD, BedrockModel, Environment, Front

REGISTRY = "arn:aws:ecr:eu-central-1:123456789012:repository/novapulse-front"
MODELS = "arn:aws:bedrock:eu-central-1::foundation-model"

RICH: Environment = replace(
    PROD,
    origins=("https://app.example.com",),
    alarm_email="ops@example.com",
    summary_model=BedrockModel("some.model-v1:0", (f"{MODELS}/some.model-v1:0",)),
    embedding_model=BedrockModel(
        "amazon.titan-embed-text-v2:0", (f"{MODELS}/amazon.titan-embed-text-v2:0",)
    ),
    front=Front(
        image="123456789012.dkr.ecr.eu-central-1.amazonaws.com/novapulse-front@sha256:" + 64 * "0",
        repository=REGISTRY,
        certificate="arn:aws:acm:eu-central-1:123456789012:certificate/1",
    ),
)
