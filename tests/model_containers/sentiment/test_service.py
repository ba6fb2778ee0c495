from collections.abc import Sequence
from pathlib import Path

import pytest

from model_containers.sentiment.engine import load_scorer
from model_containers.sentiment.service import SentimentService
from model_containers.sentiment.settings import SentimentSettings
from model_containers.serving.service import Work
from novapulse.domain.errors import EngineUnavailable, InvalidRequest
from novapulse.language.sentiment.remote import SentimentAnswer, SentimentRequest, SentimentTurn

GOOD = SentimentTurn(speaker="Customer", text="good")
BAD = SentimentTurn(speaker="Agent", text="bad")


class Lengths:
    """Scores a turn by its length."""

    method = "lengths"

    def score(self, turns: Sequence[tuple[str, str]]) -> list[float]:
        return [len(text) / 10 for _, text in turns]


def answer(request: SentimentRequest, folder: Path, document: bytes = b"") -> SentimentAnswer:
    def fetch(uri: str, into: Path, *, max_bytes: int) -> Path:
        assert uri == "s3://calls/in/turns.json"
        into.write_bytes(document)
        return into

    service = SentimentService(Lengths(), SentimentSettings())
    service.warm_up()
    answered = service.answer(Work(request, folder, fetch))
    assert isinstance(answered.answer, SentimentAnswer)
    assert answered.figures == {"Turns": float(len(answered.answer.scores))}
    return answered.answer


def test_every_turn_has_its_score(tmp_path: Path) -> None:
    scored = answer(SentimentRequest(turns=(GOOD, BAD)), tmp_path)
    assert scored == SentimentAnswer(scores=(0.4, 0.3), method="lengths")


def test_no_turns_have_no_scores(tmp_path: Path) -> None:
    assert answer(SentimentRequest(turns=()), tmp_path).scores == ()


def test_turns_may_lie_in_s3(tmp_path: Path) -> None:
    document = b'{"turns": [{"speaker": "Agent", "text": "bad"}]}'
    request = SentimentRequest(input="s3://calls/in/turns.json")
    assert answer(request, tmp_path, document).scores == (0.3,)


def test_a_document_of_something_else_is_refused_without_repeating_it(tmp_path: Path) -> None:
    request = SentimentRequest(input="s3://calls/in/turns.json")
    with pytest.raises(InvalidRequest) as refused:
        answer(request, tmp_path, b'{"turns": [{"speaker": "Agent", "card": "4111"}]}')
    assert "turns.0.text" in refused.value.message
    assert "4111" not in refused.value.message


def test_turns_and_a_pointer_are_one_too_many_and_none_too_few() -> None:
    with pytest.raises(ValueError, match="either turns or input"):
        SentimentRequest(turns=(GOOD,), input="s3://calls/in/turns.json")
    with pytest.raises(ValueError, match="either turns or input"):
        SentimentRequest()


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable) as refused:
        load_scorer(SentimentSettings(model_dir=tmp_path))
    assert str(tmp_path) in refused.value.message
