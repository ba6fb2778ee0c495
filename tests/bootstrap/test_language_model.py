"""Which model summarises a home's calls."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from novapulse import plan
from novapulse.adapters.aws.bedrock.converse import BedrockModel
from novapulse.adapters.aws.bedrock.titan import TitanEmbedder
from novapulse.adapters.network.openai_compatible import OpenAiCompatibleModel
from novapulse.bootstrap.aws.analyses import LONGEST_SUMMARY_SECONDS, Analyses
from novapulse.bootstrap.aws.clients import Clients
from novapulse.bootstrap.generating import summary_in_parent
from novapulse.bootstrap.stores import open_stores
from novapulse.config import Settings
from novapulse.domain import storage_keys
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.insights import Summary
from novapulse.domain.job import Pipeline
from novapulse.language.embedding.concept_embedder import ConceptEmbedder
from novapulse.language.summary.generated import GeneratedSummariser
from novapulse.language.summary.template import TemplateSummariser
from novapulse.stages import documents
from novapulse.stages.reference import JobReference
from tests.adapters.language_models.dialects import KEY, MODEL, OPENAI
from tests.adapters.language_models.stub_server import Stub, stub_server
from tests.adapters.language_models.test_summaries import GOOD, form, redacted
from tests.language.summary.claims import CALL

TITAN = "amazon.titan-embed-text-v2:0"


@pytest.fixture(scope="module")
def server() -> Iterator[Stub]:
    with stub_server() as stub:
        yield stub


class HandClients(Clients):
    """None that could reach anything."""

    def __init__(self) -> None:
        self.__dict__ |= {"bedrock": object(), "bedrock_embeddings": object()}


def analyses(**settings: object) -> Analyses:
    return Analyses(Settings.model_validate(settings), HandClients())


def test_no_model_is_asked_unless_one_is_named(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert summary_in_parent(open_stores(settings), settings) == {}
    assert isinstance(analyses().summariser, TemplateSummariser)
    assert isinstance(analyses().embedder, ConceptEmbedder)


def test_a_server_without_a_model_is_said_at_the_start(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, llm_base_url="http://127.0.0.1:11434/v1")
    with pytest.raises(InvalidRequest, match="NOVAPULSE_LLM_MODEL: is not set") as refusal:
        summary_in_parent(open_stores(settings), settings)
    assert refusal.value.code == "llm_model_missing"


def test_the_local_home_asks_the_server_that_is_named(tmp_path: Path, server: Stub) -> None:
    settings = Settings(
        data_dir=tmp_path, llm_base_url=f"{server.url}/v1", llm_model=MODEL, llm_api_key=KEY
    )
    server.does(OPENAI.answers(form(GOOD)))
    stores = open_stores(settings)
    reference = JobReference(
        tenant="acme", job_id="job_1", pipeline=Pipeline.FULL_ANALYSIS, audio_seconds=60
    )
    documents.write(stores.blobs, storage_keys.work("acme", "job_1", "transcript"), redacted(CALL))
    summary_in_parent(stores, settings)[plan.SUMMARY.name](reference)
    found = documents.read(stores.blobs, storage_keys.work("acme", "job_1", "summary"), Summary)
    assert found.method == f"generated:{MODEL}"
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(settings)


def test_the_aws_home_asks_bedrock_or_the_server() -> None:
    both = {"llm_base_url": "https://llm.example/v1", "llm_model": MODEL}
    model = analyses(**both)._language_model()
    assert isinstance(model, OpenAiCompatibleModel)
    model = analyses(**both, aws_summary_model=MODEL)._language_model()
    assert isinstance(model, BedrockModel)
    assert isinstance(analyses(aws_summary_model=MODEL).summariser, GeneratedSummariser)


def test_in_aws_there_is_time_for_the_rules_after_the_model() -> None:
    assert plan.SUMMARY.timeout.seconds(0) > LONGEST_SUMMARY_SECONDS


def test_search_by_titan_brings_its_floors_along() -> None:
    embedder = analyses(
        aws_embedding_model=TITAN, aws_embedding_related=0.1, aws_embedding_supports=0.3
    ).embedder
    assert isinstance(embedder, TitanEmbedder)
    assert (embedder.related, embedder.supports) == (0.1, 0.3)


def test_another_embedding_model_is_refused() -> None:
    with pytest.raises(ValueError, match="aws_embedding_model"):
        Settings(aws_embedding_model="cohere.embed-english-v3")


def test_bedrocks_clients_leave_asking_again_to_their_adapters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    clients = Clients()
    for client in (clients.bedrock, clients.bedrock_embeddings):
        assert client.meta.config.retries["total_max_attempts"] == 1
        assert client.meta.config.read_timeout <= LONGEST_SUMMARY_SECONDS / 2
