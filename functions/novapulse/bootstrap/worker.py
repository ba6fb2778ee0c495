"""What a worker process can be asked for: the stages of the plan over this home's ports."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from novapulse import plan
from novapulse.adapters.local.workflows.stage_run import FanOut
from novapulse.bootstrap.engines import EngineCache, EngineChoices
from novapulse.bootstrap.language import Language
from novapulse.bootstrap.stores import open_stores
from novapulse.config import Settings
from novapulse.services.home import Stores
from novapulse.services.webhooks.events import build_deliveries
from novapulse.stages.assess import assess
from novapulse.stages.attribute import attribute
from novapulse.stages.behaviour import behaviour
from novapulse.stages.content import content
from novapulse.stages.diarize import diarize
from novapulse.stages.erase import erase
from novapulse.stages.fail import fail
from novapulse.stages.index import index
from novapulse.stages.notify import notify
from novapulse.stages.prepare import prepare
from novapulse.stages.publish import publish
from novapulse.stages.recommend import recommend
from novapulse.stages.redact import redact
from novapulse.stages.reference import JobReference
from novapulse.stages.sentiment import sentiment
from novapulse.stages.summary import summary
from novapulse.stages.transcribe import join, recognise, split

SPLIT, RECOGNISE, JOIN = (f"{plan.TRANSCRIBE.name}.{part}" for part in ("split", "part", "join"))


def worker_functions(settings: Settings) -> Mapping[str, Callable[..., Any]]:
    """Built inside each worker. Models are loaded when a stage first needs them."""
    stores = open_stores(settings)
    return {**_speech(stores, settings), **_analyses(stores, settings), **_ends(stores)}


def fan_out(stores: Stores, engines: EngineChoices) -> dict[str, FanOut]:
    """The stages that the parent spreads over the workers."""

    def choice(reference: JobReference) -> Any:
        job = stores.jobs.get(reference.tenant, reference.job_id)
        return engines.for_language(job.options.language)

    return {plan.TRANSCRIBE.name: FanOut(SPLIT, RECOGNISE, JOIN, choice)}


def _speech(stores: Stores, settings: Settings) -> dict[str, Callable[..., Any]]:
    jobs, blobs, vault = stores.jobs, stores.blobs, stores.vault
    load = EngineCache().load
    return {
        plan.PREPARE.name: partial(
            prepare, jobs=jobs, blobs=blobs, max_audio_seconds=settings.max_audio_seconds
        ),
        SPLIT: partial(split, jobs=jobs, blobs=blobs, load_engine=load),
        RECOGNISE: partial(recognise, jobs=jobs, blobs=blobs, load_engine=load),
        JOIN: partial(join, jobs=jobs, vault=vault),
        plan.DIARIZE.name: partial(diarize, jobs=jobs, blobs=blobs, vault=vault),
        plan.ATTRIBUTE.name: partial(attribute, jobs=jobs, blobs=blobs, vault=vault),
    }


def _analyses(stores: Stores, settings: Settings) -> dict[str, Callable[..., Any]]:
    blobs = stores.blobs
    language = Language(settings)
    return {
        plan.REDACT.name: partial(
            redact, blobs=blobs, vault=stores.vault, detector=language.detector
        ),
        plan.SENTIMENT.name: lambda reference: sentiment(
            reference, blobs=blobs, scorer=language.scorer
        ),
        plan.BEHAVIOUR.name: partial(behaviour, blobs=blobs),
        plan.SUMMARY.name: partial(summary, blobs=blobs, summariser=language.summariser),
        plan.RECOMMEND.name: partial(recommend, blobs=blobs),
        plan.ASSESS.name: partial(assess, jobs=stores.jobs, tenants=stores.tenants, blobs=blobs),
        plan.CONTENT.name: lambda reference: content(
            reference,
            jobs=stores.jobs,
            trackers=stores.trackers,
            blobs=blobs,
            embedder=language.embedder,
        ),
        plan.INDEX.name: lambda reference: index(
            reference, blobs=blobs, search=stores.search, embedder=language.embedder
        ),
        plan.PUBLISH.name: partial(
            publish,
            jobs=stores.jobs,
            blobs=blobs,
            clock=stores.clock,
            detector=language.detector,
        ),
    }


def tell_begun(stores: Stores, reference: JobReference) -> tuple[str, ...]:
    """What is to be delivered now that the job has begun, also what a submission that was cut off
    stored and did not set on its way."""
    report = notify(
        reference,
        jobs=stores.jobs,
        deliveries=stores.deliveries,
        build_deliveries=partial(build_deliveries, created_at=stores.clock.now()),
    )
    if not report.deliveries:
        return ()
    told = stores.deliveries.for_job(reference.tenant, reference.job_id)
    return tuple(delivery.id for delivery in told if delivery.untried)


def _ends(stores: Stores) -> dict[str, Callable[..., Any]]:
    jobs, clock = stores.jobs, stores.clock
    return {
        plan.FAIL.name: partial(
            fail,
            jobs=jobs,
            blobs=stores.blobs,
            vault=stores.vault,
            search=stores.search,
            clock=clock,
        ),
        plan.NOTIFY.name: partial(
            notify,
            jobs=jobs,
            deliveries=stores.deliveries,
            build_deliveries=lambda job: build_deliveries(
                job, created_at=clock.now(), blobs=stores.blobs
            ),
        ),
        plan.ERASE.name: partial(
            erase,
            blobs=stores.blobs,
            vault=stores.vault,
            search=stores.search,
            deliveries=stores.deliveries,
        ),
    }
