"""The Management API: a tenant's own trackers, at ``/v1/manage/tracker`` and, as later clients
write it, ``/v1/manage/trackers``."""

from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from novapulse.api.symbl import not_offered
from novapulse.api.symbl import tracker_endpoints as endpoints
from novapulse.api.symbl.conversation_bodies import described
from novapulse.api.symbl.documented import answers
from novapulse.api.symbl.manage_answers import Deleted, OneTracker, Trackers
from novapulse.api.symbl.manage_bodies import ChangedTracker, NewTrackers, OneOrSeveral
from novapulse.api.symbl.tracker_patch import Patch

router = APIRouter(prefix="/v1/manage", tags=["Management"])

BULK = "bulk"
SENT = (400, 408, 413)


class OneTrackerRoute(APIRoute):
    """``bulk`` is the id of no tracker, but a path of its own."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        match, found = super().matches(scope)
        named = found.get("path_params", {}).get("trackerId")
        return (Match.NONE, {}) if named == BULK else (match, found)


def _add(noun: str) -> None:
    add, path, one = router.add_api_route, f"/{noun}", f"/{noun}/{{trackerId}}"
    of_one: dict[str, Any] = {"route_class_override": OneTrackerRoute}
    add(
        path,
        endpoints.post,
        methods=["POST"],
        status_code=201,
        response_model=OneTracker | Trackers,
        responses=answers(*SENT, 409),
        openapi_extra=described(OneOrSeveral),
        operation_id=f"post_managed_{noun}",
        summary="Make a tracker, or of an array each: all or none",
    )
    add(
        path,
        endpoints.get_all,
        methods=["GET"],
        response_model=Trackers,
        responses=answers(400),
        operation_id=f"list_managed_{noun}",
        summary="All trackers, or the one of a name",
    )
    add(
        one,
        endpoints.get_one,
        methods=["GET"],
        response_model=OneTracker,
        responses=answers(404),
        operation_id=f"get_managed_{noun}",
        summary="A tracker",
        **of_one,
    )
    add(
        one,
        endpoints.put,
        methods=["PUT"],
        response_model=OneTracker,
        responses=answers(*SENT, 404, 409),
        openapi_extra=described(ChangedTracker),
        operation_id=f"put_managed_{noun}",
        summary="Another name for a tracker, and more vocabulary",
        **of_one,
    )
    add(
        one,
        endpoints.patch,
        methods=["PATCH"],
        response_model=OneTracker,
        responses=answers(*SENT, 404, 409),
        openapi_extra=described(Patch),
        operation_id=f"patch_managed_{noun}",
        summary="Change a tracker by a JSON Patch: all of its steps or none",
        **of_one,
    )
    add(
        one,
        endpoints.delete,
        methods=["DELETE"],
        response_model=Deleted,
        responses=answers(404),
        operation_id=f"delete_managed_{noun}",
        summary="Delete a tracker; what it found stays",
        **of_one,
    )


router.add_api_route(
    f"/trackers/{BULK}",
    endpoints.post_bulk,
    methods=["POST"],
    status_code=201,
    response_model=Trackers,
    responses=answers(*SENT, 409),
    openapi_extra=described(NewTrackers),
    operation_id="post_managed_trackers_bulk",
    summary="Make several trackers: all or none",
)
_add("tracker")
_add("trackers")
router.routes.extend(not_offered.router.routes)
