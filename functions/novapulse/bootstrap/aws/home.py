"""The AWS home as the API's use cases know it."""

from dataclasses import replace
from pathlib import Path

from novapulse.bootstrap.aws.pipeline import runner
from novapulse.bootstrap.aws.ports import Ports
from novapulse.domain.media import MediaInfo
from novapulse.services.home import Gateway, Home, Stores

LARGEST_FILE_BYTES = 4 * 1024 * 1024
"""In a form. A function is called with 6 MiB at most, in which the form stands as base64 beside
the headers; what is larger than fits, API Gateway refuses in words of its own.
https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""


def probe(recording: Path) -> MediaInfo:
    """Its decoder is imported by the first function that takes a recording: most requests of an API
    have none. Raises BadAudio."""
    from novapulse.speech.decode import probe as probe_by_content

    return probe_by_content(recording)


def open_stores(home: Ports) -> Stores:
    """Callers send the bytes of uploads to S3: there is no inbox."""
    return Stores(
        clock=home.clock,
        jobs=home.jobs,
        events=home.events,
        tenants=home.tenants,
        keys=home.keys,
        deliveries=home.deliveries,
        uploads=home.uploads,
        upload_parts=home.upload_parts,
        part_inbox=None,
        blobs=home.blobs,
        vault=home.vault,
        search=home.search,
        trackers=home.trackers,
    )


def aws_home(home: Ports) -> Home:
    """What comes in is written to the machine's own disk until S3 has it."""
    settings = home.settings.model_copy(update={"data_dir": home.scratch})
    return Home(
        **vars(open_stores(home)),
        settings=settings,
        runner=runner(home),
        sender=home.sender,
        limiter=home.limiter,
        probe=probe,
        embedder=lambda: home.embedder,
        engine=settings.aws_engine,
        seconds_per_audio_second=settings.aws_seconds_per_audio_second,
        link=home.bucket.link,
    )


def behind_gateway(home: Home) -> Home:
    """The same where API Gateway stands before it."""
    gateway = Gateway(file_bytes=LARGEST_FILE_BYTES, wait_seconds=home.settings.aws_stream_seconds)
    return replace(home, gateway=gateway)
