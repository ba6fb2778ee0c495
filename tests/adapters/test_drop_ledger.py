import pytest

from novapulse.domain.dropped_file import DroppedFile
from novapulse.ports import DropLedger
from tests.adapters.homes import Storage

FILE = DroppedFile(tenant="acme", name="monday/call.wav", version="1", job_id="job_1")


@pytest.fixture
def ledger(storage: Storage) -> DropLedger:
    return storage.drops


def test_a_file_is_known_by_its_name_and_its_version(ledger: DropLedger) -> None:
    assert not ledger.knows(FILE.path, "1")
    ledger.add(FILE)
    assert ledger.knows(FILE.path, "1")
    assert not ledger.knows(FILE.path, "2")
    assert not ledger.knows("rival/monday/call.wav", "1")


def test_the_job_that_a_file_became_first_is_kept(ledger: DropLedger) -> None:
    ledger.add(FILE)
    ledger.add(FILE.model_copy(update={"job_id": "job_2"}))
    assert ledger.unanswered() == (FILE,)


def test_a_file_waits_for_its_answer_once(ledger: DropLedger) -> None:
    other = FILE.model_copy(update={"version": "2", "job_id": "job_2"})
    for file in (FILE, other):
        ledger.add(file)
    ledger.answered(FILE)
    ledger.add(FILE)
    assert ledger.unanswered() == (other,)
    assert ledger.knows(FILE.path, "1")


def test_an_answer_to_what_is_unknown_does_nothing(ledger: DropLedger) -> None:
    ledger.answered(FILE)
    assert not ledger.knows(FILE.path, "1")
    assert ledger.unanswered() == ()
