"""Where recordings come from that nobody uploads: URLs and the bucket's drop folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from novapulse.bootstrap.aws.ports import Ports
from novapulse.bootstrap.aws.settings import required

if TYPE_CHECKING:
    from novapulse.adapters.aws.pipeline.drop_box import DropBox
    from novapulse.domain.job import JobOptions
    from novapulse.domain.media import MediaInfo
    from novapulse.ports import RecordingFetcher


def drop_box(home: Ports) -> "DropBox":
    from novapulse.adapters.aws.pipeline.drop_box import DropBox

    return DropBox(home.clients.s3, required(home.settings, "aws_drop_bucket"))


def fetcher(home: Ports) -> "RecordingFetcher":
    from novapulse.adapters.network.pinned_http import PinnedHttp
    from novapulse.adapters.network.recording_fetcher import HttpRecordingFetcher

    settings = home.settings
    return HttpRecordingFetcher(
        PinnedHttp(loopback_allowed=settings.loopback_allowed, plain=True),
        max_bytes=settings.max_upload_bytes,
        timeout_seconds=settings.fetch_timeout_seconds,
        redirects=settings.fetch_redirects,
    )


def check_fetched(home: Ports, recording: Path, options: "JobOptions") -> "MediaInfo":
    """Raises UnsupportedMedia, InvalidRequest."""
    from novapulse.services.intake.recording import check_recording
    from novapulse.speech.decode import probe

    longest = home.settings.max_audio_seconds
    return check_recording(recording, options, probe=probe, max_seconds=longest)
