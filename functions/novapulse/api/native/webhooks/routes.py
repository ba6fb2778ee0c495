"""``/v1/webhooks``: deliveries and their attempts, replays, and a test of a URL."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Path, Query, Request

from novapulse.api.json_body import received_json
from novapulse.api.native.cursors import CursorQuery, decode_cursor, encode_cursor
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.webhooks import schemas as webhook_schemas
from novapulse.api.native.webhooks.schemas import (
    DeliveriesAnswer,
    DeliveryAnswer,
    TryAnswer,
    TryRequest,
    delivery_answer,
)
from novapulse.domain.event_payloads import EVENT_ID, JOB_ID
from novapulse.domain.keys import ApiKey
from novapulse.domain.webhook import DeliveryStatus
from novapulse.services.webhooks.deliveries import find_delivery, list_deliveries
from novapulse.services.webhooks.redeliver import replay_delivery
from novapulse.services.webhooks.try_out import try_webhook

router = APIRouter()

Admin = Annotated[ApiKey, Depends(caller_with("admin"))]
DeliveryId = Annotated[str, Path(pattern=EVENT_ID, examples=[webhook_schemas.EXAMPLE_ID])]
JobId = Annotated[str | None, Query(pattern=JOB_ID, examples=[webhook_schemas.EXAMPLE_JOB])]


@router.get(
    "/v1/webhooks/deliveries",
    response_model=DeliveriesAnswer,
    responses={**answers(400, 401, 403, 429), 200: webhook_schemas.LISTED},
    summary="Webhook deliveries, newest first",
)
def get_deliveries(
    *,
    home: HomeOf,
    key: Admin,
    status: Annotated[DeliveryStatus | None, Query()] = None,
    job_id: JobId = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: CursorQuery = None,
) -> DeliveriesAnswer:
    page = list_deliveries(
        key.tenant,
        limit=limit,
        after=None if cursor is None else decode_cursor(cursor),
        status=status,
        job_id=job_id,
        deliveries=home.deliveries,
    )
    return DeliveriesAnswer(
        deliveries=[delivery_answer(delivery) for delivery in page.deliveries],
        next_cursor=None if page.next is None else encode_cursor(page.next),
    )


@router.get(
    "/v1/webhooks/deliveries/{delivery_id}",
    response_model=DeliveryAnswer,
    responses={**answers(400, 401, 403, 404, 429), 200: webhook_schemas.SHOWN},
    summary="One webhook delivery and its attempts",
)
def get_delivery(home: HomeOf, key: Admin, delivery_id: DeliveryId) -> DeliveryAnswer:
    return delivery_answer(find_delivery(key.tenant, delivery_id, deliveries=home.deliveries))


@router.post(
    "/v1/webhooks/deliveries/{delivery_id}/replay",
    status_code=202,
    response_model=DeliveryAnswer,
    responses={**answers(400, 401, 403, 404, 429), 202: webhook_schemas.REPLAYED},
    summary="Deliver a webhook again",
)
def replay(home: HomeOf, key: Admin, delivery_id: DeliveryId) -> DeliveryAnswer:
    return delivery_answer(replay_delivery(home, tenant=key.tenant, delivery_id=delivery_id))


@router.post(
    "/v1/webhooks/test",
    response_model=TryAnswer,
    responses={**answers(400, 401, 403, 408, 413, 429), 200: webhook_schemas.TESTED},
    summary="Send a signed test event to a URL now",
)
async def test(request: Request, home: HomeOf, key: Admin) -> TryAnswer:
    settings = home.settings
    asked = await received_json(
        request,
        TryRequest,
        max_bytes=settings.max_json_bytes,
        seconds=settings.upload_timeout_seconds,
    )
    tried = await run_sync(lambda: try_webhook(home, tenant=key.tenant, url=asked.url))
    return TryAnswer(
        delivered=tried.attempt.delivered,
        status=tried.attempt.status,
        error=tried.attempt.error,
        seconds=round(tried.attempt.seconds, 3),
        webhook_id=tried.webhook_id,
    )
