"""The local home: stores, workers and the runner of one data directory, started and stopped."""

from collections.abc import Callable
from functools import partial

from novapulse.adapters.local.disk.directory_lock import DirectoryLock
from novapulse.adapters.local.rate_limiter import MemoryRateLimiter
from novapulse.adapters.local.workers.worker_pool import WorkerPool
from novapulse.adapters.local.workflows.runner import Concurrency, DbosRunner
from novapulse.adapters.network.webhook_sender import HttpWebhookSender
from novapulse.bootstrap.engines import EngineChoices
from novapulse.bootstrap.fetching import in_parent
from novapulse.bootstrap.generating import summary_in_parent
from novapulse.bootstrap.language import LoadedOnce
from novapulse.bootstrap.periodic import PeriodicTask, PeriodicTasks
from novapulse.bootstrap.stores import open_stores, remove_unfinished
from novapulse.bootstrap.worker import fan_out, tell_begun, worker_functions
from novapulse.config import Settings
from novapulse.language.embedding import choose_embedder
from novapulse.ports import WebhookSender
from novapulse.services.home import Home, Stores
from novapulse.services.intake.turns import Turns
from novapulse.services.retention import expire
from novapulse.services.search.catch_up import CatchUp
from novapulse.services.sweep import OrphanSweep, sweep
from novapulse.services.webhooks.attempt import attempt_delivery
from novapulse.services.webhooks.order import has_turn
from novapulse.services.webhooks.redeliver import catch_up
from novapulse.speech.decode import probe

WORKFLOWS = "workflows.db"
RECONCILE_SECONDS = 30.0
ENGINE_SPEED = {"sphinx": 0.25, "whisper": 0.6}
"""Seconds of one core per second of sound, for the estimate given to callers; see
docs/figures.md."""


class LocalHome:
    """A context manager: inside it jobs run. ``report`` is told what a person should know.

    Raises Conflict (``data_dir_in_use``) if another process runs this directory's jobs.
    """

    def __init__(self, settings: Settings, *, report: Callable[[str], None]) -> None:
        self.settings = settings
        self.engines = EngineChoices(settings, report)
        self._lock = DirectoryLock(settings.data_dir)

    def __enter__(self) -> Home:
        self._lock.acquire()
        try:
            return self._start()
        except BaseException:
            self._lock.release()
            raise

    def __exit__(self, *_: object) -> None:
        self._catch_up.stop()
        self._tasks.stop()
        self._runner.close()
        self._lock.release()

    def _start(self) -> Home:
        settings, stores = self.settings, open_stores(self.settings)
        remove_unfinished(settings)
        engine = self.engines.for_language("en-US")
        self.engines.fetch_embeddings()
        sender = HttpWebhookSender(
            clock=stores.clock,
            timeout_seconds=settings.webhook_timeout_seconds,
            loopback_allowed=settings.loopback_allowed,
        )
        self._runner = self._make_runner(stores, sender)
        home = Home(
            **vars(stores),
            settings=settings,
            runner=self._runner,
            sender=sender,
            limiter=MemoryRateLimiter(stores.clock, window_seconds=settings.rate_window_seconds),
            probe=probe,
            embedder=LoadedOnce(partial(choose_embedder, settings.minilm_dir)),
            engine=f"{engine.info.name} ({engine.info.model})",
            seconds_per_audio_second=ENGINE_SPEED[engine.name] / settings.workers,
        )
        sweep(home)
        self._runner.launch()
        self._tasks = self._make_tasks(home)
        self._tasks.start()
        return home

    def _make_runner(self, stores: Stores, sender: WebhookSender) -> DbosRunner:
        settings = self.settings
        turns = Turns(stores.jobs, stores.tenants, settings.callcov_processing)
        return DbosRunner(
            database=settings.data_dir / WORKFLOWS,
            pool=WorkerPool(settings.workers, partial(worker_functions, settings)),
            jobs=stores.jobs,
            clock=stores.clock,
            concurrency=Concurrency(
                per_tenant=settings.jobs_per_tenant, in_all=settings.jobs_at_once
            ),
            concurrency_by_url=Concurrency(
                per_tenant=settings.url_jobs_per_tenant, in_all=settings.url_jobs_at_once
            ),
            whose_turn=turns.of,
            next_turns=turns.after,
            fan_out=fan_out(stores, self.engines),
            in_parent=in_parent(stores, settings) | summary_in_parent(stores, settings),
            tell=partial(tell_begun, stores),
            has_turn=partial(has_turn, deliveries=stores.deliveries, clock=stores.clock),
            attempt_delivery=lambda tenant, delivery, number: attempt_delivery(
                tenant,
                delivery,
                number,
                deliveries=stores.deliveries,
                tenants=stores.tenants,
                sender=sender,
                clock=stores.clock,
            ),
        )

    def _make_tasks(self, home: Home) -> PeriodicTasks:
        self._catch_up = CatchUp(home)
        return PeriodicTasks(
            PeriodicTask("reconciliation", RECONCILE_SECONDS, self._runner.reconcile),
            PeriodicTask("catching up with webhooks", RECONCILE_SECONDS, partial(catch_up, home)),
            PeriodicTask("catching up with search", RECONCILE_SECONDS, self._catch_up.run),
            PeriodicTask(
                "retention", home.settings.retention_interval_seconds, partial(expire, home)
            ),
            PeriodicTask(
                "sweeping", home.settings.retention_interval_seconds, OrphanSweep(home).run
            ),
        )
