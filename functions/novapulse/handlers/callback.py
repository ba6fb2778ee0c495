"""Lambda ``callback``: endpoints have answered, or failed; their waiting tasks go on. Triggered by
the queue of SageMaker's notifications."""

from typing import Any

from novapulse.adapters.aws.pipeline.notification import read_notification
from novapulse.adapters.aws.pipeline.task_tokens import Inference
from novapulse.bootstrap.aws.inference import inference_end
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.messages import each_message
from novapulse.handlers.observed import observed


def run(event: Event, home: Ports) -> dict[str, Any]:
    """Messages that could not be dealt with come again, the others do not."""
    return each_message(event, lambda body: _end(body, home))


def _end(body: str, home: Ports) -> None:
    told = read_notification(body)
    end = inference_end(home)
    token = end.tokens.find(told.tenant, told.job_id, told.inference_id)
    if token is None:
        stage = told.inference_id.partition("-")[0]
        end.unexpected(Inference(told.tenant, told.job_id, stage, told.inference_id))
    elif told.completed:
        end.completed(token)
    else:
        end.failed(token, told.status)


handler = observed("callback", lambda_handler(run))
