"""The stages that wait for the network: they run in the server itself, not in its workers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from novapulse import plan
from novapulse.adapters.network.pinned_http import PinnedHttp
from novapulse.adapters.network.recording_fetcher import HttpRecordingFetcher
from novapulse.config import Settings
from novapulse.domain.job import JobOptions
from novapulse.domain.media import MediaInfo
from novapulse.services.home import Stores
from novapulse.services.intake.recording import check_recording
from novapulse.speech.decode import probe
from novapulse.stages.fetch import fetch
from novapulse.stages.reference import JobReference, StageReport


def in_parent(
    stores: Stores, settings: Settings
) -> dict[str, Callable[[JobReference], StageReport]]:
    fetcher = HttpRecordingFetcher(
        PinnedHttp(loopback_allowed=settings.loopback_allowed, plain=True),
        max_bytes=settings.max_upload_bytes,
        timeout_seconds=settings.fetch_timeout_seconds,
        redirects=settings.fetch_redirects,
    )

    def check(recording: Path, options: JobOptions) -> MediaInfo:
        return check_recording(
            recording, options, probe=probe, max_seconds=settings.max_audio_seconds
        )

    return {
        plan.FETCH.name: partial(
            fetch, jobs=stores.jobs, blobs=stores.blobs, fetcher=fetcher, check=check
        )
    }
