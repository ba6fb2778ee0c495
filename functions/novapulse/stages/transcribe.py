"""Stage ``transcribe``, in three parts so that a home can spread the middle one: split the call
into cuts, recognise each, join the words into the vault."""

from collections.abc import Callable, Iterable

from novapulse.domain import storage_keys
from novapulse.domain.transcript import Utterance
from novapulse.ports import BlobStore, JobStore, Vault
from novapulse.speech.cuts import Cut, plan_cuts
from novapulse.speech.engines.choice import EngineChoice
from novapulse.speech.engines.protocol import Engine, RecogniseOptions, require_language
from novapulse.speech.transcribe import assemble, is_narrowband, recognise_cut
from novapulse.stages import documents
from novapulse.stages.channels import open_channels
from novapulse.stages.reference import JobReference, StageReport

LoadEngine = Callable[[EngineChoice, bool], Engine]
"""The engine of a choice, for a narrow-band source or not; loading twice costs nothing."""


def split(
    reference: JobReference,
    choice: EngineChoice,
    *,
    jobs: JobStore,
    blobs: BlobStore,
    load_engine: LoadEngine,
) -> tuple[Cut, ...]:
    """Raises InvalidRequest ``language_not_supported`` before anything is recognised."""
    language = jobs.get(reference.tenant, reference.job_id).options.language
    with open_channels(reference, blobs) as channels:
        engine = load_engine(choice, is_narrowband(channels.prepared))
        require_language(language, info=engine.info, supported=engine.supports(language))
        return plan_cuts(channels.paths)


def recognise(
    reference: JobReference,
    choice: EngineChoice,
    cut: Cut,
    *,
    jobs: JobStore,
    blobs: BlobStore,
    load_engine: LoadEngine,
) -> Utterance | None:
    options = jobs.get(reference.tenant, reference.job_id).options
    with open_channels(reference, blobs) as channels:
        return recognise_cut(
            channels.paths[cut.channel],
            cut,
            load_engine(choice, is_narrowband(channels.prepared)),
            RecogniseOptions(language=options.language, vocabulary=options.custom_vocabulary),
        )


def join(
    reference: JobReference,
    choice: EngineChoice,
    utterances: Iterable[Utterance | None],
    *,
    jobs: JobStore,
    vault: Vault,
) -> StageReport:
    where = (reference.tenant, reference.job_id)
    options = jobs.get(*where).options
    transcription = assemble(
        choice.info, options.language, utterances, vocabulary=options.custom_vocabulary
    )
    documents.write(vault, storage_keys.vault_transcription(*where), transcription)
    return StageReport()
