"""A home of real local stores, with a clock that is set by hand, a probe that believes the first
bytes, and a runner that remembers. Plus results to store in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from novapulse.adapters.local.disk.blob_store import FileBlobStore
from novapulse.adapters.local.disk.upload_parts import FileUploadParts
from novapulse.adapters.local.disk.url_signer import UrlSigner
from novapulse.adapters.local.disk.vault import EncryptedVault
from novapulse.adapters.local.rate_limiter import MemoryRateLimiter
from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.delivery_store import SqliteDeliveryStore
from novapulse.adapters.sqlite.event_store import SqliteEventStore
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.adapters.sqlite.key_store import SqliteKeyStore
from novapulse.adapters.sqlite.search.search_index import SqliteSearchIndex
from novapulse.adapters.sqlite.tenant_store import SqliteTenantStore
from novapulse.adapters.sqlite.tracker_store import SqliteTrackerStore
from novapulse.adapters.sqlite.upload_store import SqliteUploadStore
from novapulse.config import Settings
from novapulse.domain import storage_keys
from novapulse.domain.assessment import Assessment
from novapulse.domain.content import Content
from novapulse.domain.correction import Correction
from novapulse.domain.errors import BadAudio
from novapulse.domain.insights import (
    Behavioral,
    Insights,
    Recommendation,
    SegmentSentiment,
    Sentence,
    Sentiment,
    Summary,
)
from novapulse.domain.job import Job, Pipeline
from novapulse.domain.media import MediaInfo, Notice
from novapulse.domain.policy import DEFAULT_POLICY
from novapulse.domain.transcript import EngineInfo, Segment, SpeakerRole, Transcript, Word
from novapulse.domain.webhook import Attempt, Delivery
from novapulse.language.assessment.assess import assess
from novapulse.language.content.analyse import analyse_content
from novapulse.ports import Clock, WebhookSender
from novapulse.services.home import Home
from novapulse.stages import documents
from tests.services.word_embedder import WordEmbedder

NOON = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
WAV = b"RIFF" + bytes(100)


@dataclass
class HandClock:
    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class RememberingRunner:
    started: list[Job] = field(default_factory=list)
    cancelled: list[Job] = field(default_factory=list)
    delivered: list[Delivery] = field(default_factory=list)
    forgotten: list[datetime] = field(default_factory=list)
    corrections: list[tuple[Job, Correction]] = field(default_factory=list)
    carry_out: Callable[[Job, Correction], object] | None = None
    broken: bool = False

    def start(self, job: Job) -> None:
        if self.broken:
            raise RuntimeError
        self.started.append(job)

    def redo(self, job: Job, correction: Correction) -> bool:
        """Carries it out at once, or never if there is nothing that does."""
        if any((j.id, c.revision) == (job.id, correction.revision) for j, c in self.corrections):
            return False
        self.corrections.append((job, correction))
        if self.carry_out is not None:
            self.carry_out(job, correction)
        return True

    def redoing(self, job: Job, revision: int) -> bool:
        return self.carry_out is None and any(
            (j.id, c.revision) == (job.id, revision) for j, c in self.corrections
        )

    def cancel(self, job: Job) -> None:
        self.cancelled.append(job)

    def deliver(self, delivery: Delivery) -> None:
        self.delivered.append(delivery)

    def carry(self, delivery: Delivery) -> bool:
        if any(known.id == delivery.id for known in self.delivered):
            return False
        self.deliver(delivery)
        return True

    def forget(self, ended_before: datetime) -> int:
        self.forgotten.append(ended_before)
        return 0


@dataclass
class RememberingSender:
    """Answers every POST with ``status``; keeps (url, body, headers)."""

    clock: Clock
    status: int = 200
    posts: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Attempt:
        self.posts.append((url, body, headers))
        return Attempt(at=self.clock.now(), status=self.status)


def believing_probe(path: Path) -> MediaInfo:
    """``RIFF`` is WAV, then formats by name; ``RATE n`` and ``LONG`` are extremes."""
    content = path.read_bytes()[:20]
    if not content:
        raise BadAudio("audio_empty", "There is no sound in the file.")
    if content.startswith(b"junk"):
        raise BadAudio("audio_undecodable", "Cannot be decoded.")
    container = content.split()[0].decode(errors="replace").lower()
    return MediaInfo(
        container="wav" if content.startswith(b"RIFF") else container,
        codec="pcm_s16le",
        sample_rate=8000
        if content.startswith(b"RIFF") or b" " not in content
        else int(content.split()[1]),
        channels=2,
        duration_seconds=1e6 if b"LONG" in content else 389.4,
        size_bytes=path.stat().st_size,
    )


def make_home(
    folder: Path,
    *,
    clock: HandClock | None = None,
    runner: RememberingRunner | None = None,
    sender: WebhookSender | None = None,
    probe: Callable[[Path], MediaInfo] = believing_probe,
    **settings: Any,
) -> Home:
    engine = open_database(folder / "novapulse.db")
    clock = clock or HandClock()
    parts = FileUploadParts(folder / "staged", UrlSigner(bytes(32)))
    chosen = Settings(data_dir=folder, **settings)
    return Home(
        settings=chosen,
        clock=clock,
        jobs=SqliteJobStore(engine),
        events=SqliteEventStore(engine),
        tenants=SqliteTenantStore(engine),
        keys=SqliteKeyStore(engine),
        deliveries=SqliteDeliveryStore(engine),
        uploads=SqliteUploadStore(engine),
        upload_parts=parts,
        part_inbox=parts,
        blobs=FileBlobStore(folder / "blobs"),
        vault=EncryptedVault(FileBlobStore(folder / "vault"), bytes(32)),
        search=SqliteSearchIndex(engine, vector_bytes=chosen.search_vector_bytes),
        trackers=SqliteTrackerStore(engine),
        runner=runner or RememberingRunner(),
        sender=sender or RememberingSender(clock),
        limiter=MemoryRateLimiter(clock, window_seconds=chosen.rate_window_seconds),
        probe=probe,
        embedder=WordEmbedder,
        engine="sphinx",
        seconds_per_audio_second=0.5,
    )


def make_transcript(name: str = "[NAME]", *, pii_redacted: bool = True) -> Transcript:
    opening = ("Thank", "you,", "I", "am", name)
    return Transcript(
        language="en-US",
        duration_seconds=389.4,
        engine=EngineInfo(name="sphinx", model="en-us", version="5", draft=True, note="a draft"),
        speakers=(
            SpeakerRole(label="Agent", source="channel 1", confidence=0.9, reason="greets"),
            SpeakerRole(label="Customer", source="channel 2", confidence=0.9, reason="the other"),
        ),
        segments=(
            Segment(
                id=1,
                speaker="Agent",
                start=0.0,
                end=2.5,
                text=" ".join(opening),
                confidence=0.987,
                words=tuple(
                    Word(word=word, start=n * 0.5, end=n * 0.5 + 0.4, confidence=0.987)
                    for n, word in enumerate(opening)
                ),
            ),
            Segment(
                id=2,
                speaker="Customer",
                start=65.4,
                end=70.25,
                text="I was charged twice.",
                confidence=0.5,
                flags=("low_confidence",),
            ),
        ),
        pii_redacted=pii_redacted,
    )


def make_insights() -> Insights:
    def score(number: int, speaker: str, start: float, label: Any, value: float) -> Any:
        return SegmentSentiment(
            segment_id=number,
            speaker=speaker,
            start=start,
            end=start + 4,
            label=label,
            score=value,
        )

    return Insights(
        sentiment=Sentiment(
            overall_label="neutral",
            overall_score=-0.2,
            trend="stable",
            segments=(
                score(1, "Agent", 0.0, "neutral", 0.1),
                score(2, "Customer", 65.4, "negative", -0.71),
            ),
            method="lexicon",
        ),
        behavioral=Behavioral(
            silence_ratio=0.06,
            interruption_count=1,
            agent_talk_ratio=0.55,
            customer_talk_ratio=0.39,
            average_response_time_seconds=1.1,
        ),
        summary=Summary(
            text="Customer was charged twice.",
            sentences=(
                Sentence(kind="reason", text="Customer was charged twice.", segment_ids=(2,)),
            ),
            outcome="resolved",
        ),
        recommendations=(
            Recommendation(rule="calm", text="Calm and professional.", segment_ids=(1, 2)),
        ),
    )


def publish(home: Home, job: Job) -> Job:
    """What the pipeline leaves behind for a job that went well. Returns the job as it is then."""
    where = (job.tenant, job.id)
    home.jobs.start(*where, home.clock.now())
    redacted = make_transcript().model_dump_json().encode()
    original = make_transcript("Sarah", pii_redacted=False).model_dump_json().encode()
    home.blobs.put(storage_keys.result_transcript(*where), redacted)
    home.vault.put(storage_keys.vault_transcript(*where), original)
    if job.options.pipeline is Pipeline.FULL_ANALYSIS:
        insights = make_insights().model_dump_json().encode()
        home.blobs.put(storage_keys.result_insights(*where), insights)
    warning = Notice(code="roles_uncertain", message="who is who is not sure")
    home.jobs.complete(*where, home.clock.now() + timedelta(seconds=60), (warning,))
    return home.jobs.get(*where)


def publish_assessment(home: Home, job: Job) -> Assessment:
    """Beside what ``publish`` leaves."""
    shown = make_insights()
    made = assess(make_transcript(), shown.sentiment, shown.behavioral, DEFAULT_POLICY)
    key = storage_keys.result_assessment(job.tenant, job.id)
    home.blobs.put(key, made.model_dump_json().encode())
    return made


def publish_content(home: Home, job: Job) -> Content:
    """Beside what ``publish`` leaves."""
    made = analyse_content(
        make_transcript(), make_insights().sentiment, started_at=home.clock.now()
    )
    documents.write(home.blobs, storage_keys.result_content(job.tenant, job.id), made)
    return made
