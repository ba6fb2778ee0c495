"""Redacted turns in, one score for each out."""

from pydantic import ValidationError

from model_containers.sentiment.settings import SentimentSettings
from model_containers.serving.intake import invalid_request
from model_containers.serving.service import Answered, Work
from novapulse.domain.remote import RemoteRequest
from novapulse.domain.transcript import CUSTOMER
from novapulse.language.sentiment.remote import (
    SentimentAnswer,
    SentimentRequest,
    SentimentTurn,
    SentimentTurns,
)
from novapulse.language.sentiment.scorer import SentimentScorer


class SentimentService:
    name = "sentiment"
    request: type[RemoteRequest] = SentimentRequest
    takes_audio = False

    def __init__(self, scorer: SentimentScorer, settings: SentimentSettings) -> None:
        self._scorer = scorer
        self._max_bytes = settings.max_turns_bytes

    def warm_up(self) -> None:
        self._scorer.score([(CUSTOMER, "Thank you.")])

    def answer(self, work: Work) -> Answered:
        turns = self._turns(work)
        scores = self._scorer.score([(turn.speaker, turn.text) for turn in turns])
        answer = SentimentAnswer(scores=tuple(scores), method=self._scorer.method)
        return Answered(answer, {"Turns": float(len(turns))})

    def _turns(self, work: Work) -> tuple[SentimentTurn, ...]:
        request: SentimentRequest = work.request
        if request.turns is not None:
            return request.turns
        assert request.input is not None
        path = work.fetch(request.input, work.folder / "turns", max_bytes=self._max_bytes)
        try:
            return SentimentTurns.model_validate_json(path.read_bytes()).turns
        except ValidationError as error:
            raise invalid_request(error) from None
