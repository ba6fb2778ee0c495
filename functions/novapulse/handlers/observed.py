"""Structured logs and metrics, by Powertools, of the functions that are no stages. A stage would
pay for the import at each cold start: it has the logs that Lambda itself writes as JSON.

Neither an event nor an error's text is ever logged: ``lambda_handler`` and ``reported`` say why.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from novapulse.handlers.function import Event, Handler

if TYPE_CHECKING:
    from aws_lambda_powertools.logging import Logger
    from aws_lambda_powertools.metrics import Metrics

SERVICE = "novapulse"
"""The logger of this name stands above those of all our modules, so it takes what they say."""
NAMESPACE = "NovaPulse"


@dataclass(frozen=True)
class _Watch:
    logger: "Logger"
    metrics: "Metrics"


_watch: ContextVar[_Watch | None] = ContextVar("watch", default=None)


def observed(name: str, handler: Handler, *, cold_starts: bool = False) -> Handler:
    """``handler`` under the name of its function. What is logged while it runs bears the ids of
    Lambda's request and of what caused it. ``cold_starts`` makes a metric of them, where somebody
    waits."""

    @cache
    def built() -> Handler:
        return _with_powertools(name, handler, cold_starts=cold_starts)

    def observing(event: Event, context: object) -> Any:
        """Without a context it was not Lambda that called, and nothing is observed."""
        return handler(event, context) if context is None else built()(event, context)

    return observing


def correlate(identifier: str | None) -> None:
    """What is logged from here on belongs to it."""
    watch = _watch.get()
    if watch is not None:
        watch.logger.set_correlation_id(identifier)


def count(name: str, value: int) -> None:
    """A metric of this run. Each name costs money by the month, so only what no other metric of
    AWS tells has one."""
    watch = _watch.get()
    if watch is not None:
        watch.metrics.add_metric(name=name, unit="Count", value=value)


def caused_by(event: Event) -> str | None:
    """The id that the cause knows itself by: of a request, as its answer's ``apigw-requestid``, or
    of an event of EventBridge. Messages of a queue have one each."""
    request = event.get("requestContext")
    found = request.get("requestId") if isinstance(request, dict) else event.get("id")
    return found if isinstance(found, str) else None


def _with_powertools(name: str, handler: Handler, *, cold_starts: bool) -> Handler:
    from aws_lambda_powertools.logging import Logger
    from aws_lambda_powertools.metrics import Metrics

    logger = Logger(service=SERVICE)
    metrics = Metrics(namespace=NAMESPACE, service=name)
    watch = _Watch(logger, metrics)
    first = cold_starts

    @logger.inject_lambda_context(log_event=False, clear_state=True)
    def observing(event: Event, context: Any) -> Any:
        nonlocal first
        logger.set_correlation_id(caused_by(event))
        if first:
            first = False
            metrics.provider.add_cold_start_metric(context)
        with _open(watch):
            return handler(event, context)

    return observing


@contextmanager
def _open(watch: _Watch) -> Iterator[None]:
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)
        if watch.metrics.metric_set:
            watch.metrics.flush_metrics()
