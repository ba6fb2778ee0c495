"""What the Management API had besides trackers. It says so, rather than that nothing is known of
it."""

from fastapi import APIRouter

from novapulse.api.symbl.conversation_query import Analyst
from novapulse.domain.errors import NotFound

router = APIRouter(include_in_schema=False)

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
GROUPS = ("/group", "/groups")
ENTITIES = ("/entity", "/entities")


def groups(_key: Analyst) -> None:
    raise NotFound(
        "not_offered",
        "Groups are not offered here. GET /v1/conversations takes the same criteria as filter.",
    )


def entities(_key: Analyst) -> None:
    raise NotFound(
        "not_offered",
        "Managed entities are not offered here. Send entities with each conversation, "
        "and detectEntities.",
    )


for _paths, _answer in ((GROUPS, groups), (ENTITIES, entities)):
    for _path in _paths:
        router.add_api_route(f"/v1/manage{_path}", _answer, methods=METHODS)
        router.add_api_route(f"/v1/manage{_path}/{{rest:path}}", _answer, methods=METHODS)
