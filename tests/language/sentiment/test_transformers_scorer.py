from importlib.util import find_spec

import pytest

from novapulse.domain.errors import EngineUnavailable
from novapulse.language.sentiment.transformers_scorer import TransformersScorer


@pytest.mark.skipif(find_spec("torch") is not None, reason="PyTorch is installed")
def test_without_pytorch_the_model_is_said_to_be_unavailable() -> None:
    with pytest.raises(EngineUnavailable, match="sentiment_model: 'any'"):
        TransformersScorer("any")
