"""The end of an asynchronous request: the answer goes to its place, the waiting task goes on."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from novapulse.adapters.aws.pipeline.answers import VaultDocument, vault_document
from novapulse.adapters.aws.pipeline.engine_failure import EngineFailures
from novapulse.adapters.aws.pipeline.launcher import answer_key
from novapulse.adapters.aws.pipeline.reported_error import cause_of
from novapulse.adapters.aws.pipeline.task_callbacks import TaskCallbacks
from novapulse.adapters.aws.pipeline.task_tokens import Inference, TaskToken, TaskTokens
from novapulse.domain.errors import EngineUnavailable, NotFound, NovaPulseError, StorageUnavailable
from novapulse.ports import BlobStore, Clock, JobStore, Vault
from novapulse.stages import documents
from novapulse.stages.reference import StageReport

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class InferenceEnd:
    """Duplicates, and ends that come after the task's own, change nothing and leave nothing
    behind. ``sealed`` is what rests below the vault's prefix, as it is."""

    tokens: TaskTokens
    callbacks: TaskCallbacks
    jobs: JobStore
    vault: Vault
    sealed: BlobStore
    failures: EngineFailures
    clock: Clock

    def completed(self, token: TaskToken) -> None:
        """Raises StorageUnavailable while somebody else is ending the same."""
        self._ended(token, lambda: self._take_answer(token))

    def failed(self, token: TaskToken, status: int | None) -> None:
        """``status`` is the container's. Raises StorageUnavailable as ``completed`` does."""
        self._ended(token, lambda: self._fail(token, self.failures.error_of(token, status)))

    def unexpected(self, inference: Inference) -> None:
        """An end that no token waits for: erased with its job, or told of twice."""
        self.sealed.delete(answer_key(inference))

    def has_answer(self, token: TaskToken) -> bool:
        return self.sealed.exists(answer_key(token.inference))

    def job_over(self, inference: Inference) -> bool:
        """It has ended, or is erased."""
        try:
            return self.jobs.get(inference.tenant, inference.job_id).status.ended
        except NotFound:
            return True

    def _ended(self, token: TaskToken, end: Callable[[], None]) -> None:
        if not self.tokens.claim(token, self.clock.now()):
            self._check_ended(token.inference)
            return
        try:
            # What nobody waits for must not be written: its job may be redacted by now.
            if self.callbacks.heartbeat(token.token):
                end()
            self.sealed.delete(answer_key(token.inference))
            self.tokens.consume(token)
        except Exception:
            self.tokens.release(token)
            raise

    def _check_ended(self, inference: Inference) -> None:
        if self.tokens.find(inference.tenant, inference.job_id, inference.id) is not None:
            raise StorageUnavailable("task_being_ended", "somebody else is ending the same task")

    def _take_answer(self, token: TaskToken) -> None:
        try:
            answer = self.sealed.get(answer_key(token.inference))
            found = vault_document(token.inference, answer)
        except NotFound:
            missing = "the engine said that it has answered, and did not"
            self._fail(token, EngineUnavailable("engine_answer_missing", missing))
            return
        except EngineUnavailable as error:
            self._fail(token, error)
            return
        documents.write(self.vault, found.key, found.document)
        self._note_time(token)
        if not self.callbacks.succeed(token.token, StageReport().model_dump_json()):
            self._take_back(token.inference, found)

    def _fail(self, token: TaskToken, error: NovaPulseError) -> None:
        name = type(error).__name__
        self.callbacks.fail(token.token, name, cause_of(error.code, error.message))

    def _take_back(self, inference: Inference, found: VaultDocument) -> None:
        """The task ended in this very moment. Another attempt at it writes the same; a job that is
        over keeps nothing of it."""
        if self.job_over(inference):
            self.vault.delete(found.key)

    def _note_time(self, token: TaskToken) -> None:
        inference = token.inference
        seconds = (self.clock.now() - token.created_at).total_seconds()
        try:
            self.jobs.timing(inference.tenant, inference.job_id, inference.stage, seconds)
        except Exception as error:
            # A figure for people: a stage that did its work is not undone for it.
            log.warning("no timing of %s was kept: %s", inference.stage, type(error).__name__)
