"""What may be said of a call is what was said in it."""

import pytest

from novapulse.language.summary.grounding import FAULTS, fault_of
from novapulse.language.summary.prompt import Claim, Kind
from tests.language.calls import make_transcript
from tests.language.summary.claims import CALL, FALSE, TRUE

READ = {segment.id: segment for segment in make_transcript(CALL).segments}


@pytest.mark.parametrize(("kind", "text", "ids"), TRUE)
def test_what_was_said_is_borne_out(kind: Kind, text: str, ids: tuple[int, ...]) -> None:
    assert fault_of(Claim(kind=kind, text=text, segment_ids=ids), READ) is None


@pytest.mark.parametrize(("fault", "kind", "text", "ids"), FALSE)
def test_what_was_not_said_is_not(fault: str, kind: Kind, text: str, ids: tuple[int, ...]) -> None:
    assert fault_of(Claim(kind=kind, text=text, segment_ids=ids), READ) == fault


def test_every_fault_is_tried() -> None:
    assert {fault for fault, *_ in FALSE} == {"unknown_segment", *FAULTS}


def test_a_sentence_is_not_borne_out_by_turns_that_it_does_not_name() -> None:
    claim = Claim(
        kind="reason", text="The customer was charged twice this month.", segment_ids=(9,)
    )
    assert fault_of(claim, READ) is not None
