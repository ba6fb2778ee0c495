"""The JSON Schemas of everything that NovaPulse tells others unasked."""

from typing import Any

from novapulse.domain.event_payloads import PAYLOADS
from novapulse.domain.value import Value
from novapulse.domain.webhook_payloads import WebhookCompleted, WebhookFailed, WebhookTest

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WEBHOOKS: tuple[type[Value], ...] = (WebhookCompleted, WebhookFailed)
VERSION = 1
"""Goes up when a reader of the schemas before could no longer read what is sent."""


def event_models() -> dict[str, type[Value]]:
    """By the name of their schema: ``job.*`` are events of the stream and the bus, ``webhook.*``
    the bodies of webhooks."""
    webhooks = {f"webhook.{_event_of(model)}": model for model in WEBHOOKS}
    return {**{str(t): m for t, m in PAYLOADS.items()}, **webhooks, "webhook.test": WebhookTest}


def event_schemas() -> dict[str, dict[str, Any]]:
    """Each closed: a field that it does not name is not sent."""
    return {name: _schema(name, model) for name, model in event_models().items()}


def _schema(name: str, model: type[Value]) -> dict[str, Any]:
    head = {"$schema": DIALECT, "$id": f"urn:novapulse:schema:{name}:{VERSION}", "title": name}
    # What a reader gets is what is sent: fields with a fixed value are always there.
    return head | {
        key: value
        for key, value in model.model_json_schema(mode="serialization").items()
        if key != "title"
    }


def _event_of(model: type[Value]) -> str:
    return str(model.model_fields["event"].default)
