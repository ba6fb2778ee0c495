from pathlib import Path

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.transcript import EngineInfo, Transcription, Utterance, Word
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submission import Submission
from novapulse.services.intake.submit import submit
from novapulse.speech.engines.choice import EngineChoice
from novapulse.stages import documents
from novapulse.stages.reference import JobReference
from novapulse.stages.transcribe import join
from tests.services.house import make_home

HEARD = Utterance(
    channel=0,
    start=0.0,
    end=1.0,
    words=(Word(word="hello", start=0.0, end=1.0, confidence=0.9),),
)


@pytest.mark.parametrize(
    ("engine", "codes"), [("sphinx", ["vocabulary_not_used"]), ("whisper", [])]
)
def test_terms_that_the_engine_cannot_listen_for_are_told(
    tmp_path: Path, engine: str, codes: list[str]
) -> None:
    home = make_home(tmp_path)
    asked = AskedOptions(
        audio_url="https://calls.example/1.wav", custom_vocabulary=["Okonkwo", "東京"]
    )
    job = submit(home, Submission("acme", None, asked))
    choice = EngineChoice(info=EngineInfo(name=engine, model="m", version="1"))
    join(JobReference.of(job), choice, [HEARD], jobs=home.jobs, vault=home.vault)
    key = storage_keys.vault_transcription("acme", job.id)
    notices = documents.read(home.vault, key, Transcription).notices
    assert [notice.code for notice in notices] == codes
