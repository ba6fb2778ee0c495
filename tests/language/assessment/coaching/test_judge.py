import pytest

from novapulse.domain.coaching import PRIORITIES
from tests.language.assessment.scripted import assessed, scripted, transcript_of


@pytest.mark.parametrize("name", ["no_identity", "sensitive_data", "collections"])
def test_the_most_urgent_recommendations_come_first(name: str) -> None:
    coaching = assessed(transcript_of(scripted(name)["turns"])).coaching
    assert coaching is not None
    ranks = [PRIORITIES.index(r.priority) for r in coaching.recommendations]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_data_that_is_risky_is_named_by_kind() -> None:
    coaching = assessed(transcript_of(scripted("sensitive_data")["turns"])).coaching
    assert coaching is not None
    (advice,) = [r for r in coaching.recommendations if r.area == "sensitive_data"]
    assert advice.message.endswith("CARD_NUMBER, SECURITY_CODE.")
    assert [e.segment_ids for e in advice.evidence] == [(6,), (7,), (8,)]
