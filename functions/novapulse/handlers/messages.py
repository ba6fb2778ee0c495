"""A queue's messages, one after another: those that fail come again, the others do not."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from novapulse.handlers.function import Event
from novapulse.handlers.observed import correlate, count

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

log = logging.getLogger(__name__)


class ComesAgain(Exception):
    """Stands for whatever a message brought about. Powertools keeps the text of what it is given,
    and logs it where debugging is on; this one has none."""


def each_message(event: Event, action: Callable[[str], None]) -> dict[str, Any]:
    """``action`` is given the body of each message; what is returned names those that raised.
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html"""
    from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType

    def handle(record: "SQSRecord") -> None:
        correlate(record.message_id)
        kind = _kind_of_failure(action, record.body)
        if kind is not None:
            log.error("a message comes again: %s", kind)
            raise ComesAgain

    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    with processor(records=event["Records"], handler=handle):
        processor.process()
    response: dict[str, Any] = dict(processor.response())
    count("MessagesFailed", len(response["batchItemFailures"]))
    return response


def _kind_of_failure(action: Callable[[str], None], body: str) -> str | None:
    """Handled to its end here, so that nothing is chained to what is raised for it."""
    try:
        action(body)
    except Exception as error:
        return type(error).__name__
    return None
