"""Uploads in the OpenAPI document: the request's body, and examples of each answer."""

from typing import Any

from novapulse.api.native.uploads.schemas import UploadRequest

EXAMPLE_ID = "upl_3f9a1c7e5b2d48603f9a1c7e5b2d4860"
EXPIRES_AT = "2026-03-02T12:00:00Z"
PART_BYTES = 16 * 1024 * 1024
SMALL_BYTES = 31_457_280
LARGE_BYTES = 2 * PART_BYTES - 1_000_000


def _url(part_number: int) -> str:
    return (
        f"https://api.example.com/v1/audio/uploads/{EXAMPLE_ID}/parts/{part_number}"
        f"?tenant=acme&expires=1772452800&signature={'9c' * 32}"
    )


def _in_parts(status: str, *, urls: bool, received: tuple[int, ...]) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [
        {"part_number": 1, "size_bytes": PART_BYTES, "received": 1 in received},
        {"part_number": 2, "size_bytes": LARGE_BYTES - PART_BYTES, "received": 2 in received},
    ]
    if urls:
        parts = [{**part, "url": _url(part["part_number"])} for part in parts]
    return {
        "upload_id": EXAMPLE_ID,
        "status": status,
        "file_name": "call.wav",
        "size_bytes": LARGE_BYTES,
        "content_type": "audio/wav",
        "expires_at": EXPIRES_AT,
        "part_size": PART_BYTES,
        "parts": parts,
    }


def _example(description: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"example": value}}}


def announcement_body() -> dict[str, Any]:
    return {
        "required": True,
        "content": {
            "application/json": {
                "schema": UploadRequest.model_json_schema(),
                "example": {
                    "file_name": "call.wav",
                    "size_bytes": SMALL_BYTES,
                    "content_type": "audio/wav",
                    "sha256": "5e" * 32,
                },
            }
        },
    }


ONE_PIECE = {
    "upload_id": EXAMPLE_ID,
    "expires_at": EXPIRES_AT,
    "method": "PUT",
    "url": _url(1),
    "headers": {"Content-Type": "audio/wav"},
}
IN_PARTS = {
    "upload_id": EXAMPLE_ID,
    "expires_at": EXPIRES_AT,
    "part_size": PART_BYTES,
    "parts": [{"part_number": number, "url": _url(number)} for number in (1, 2)],
}
ANNOUNCED: dict[str, Any] = {
    "description": "Where to send the recording: one URL, or one for each part",
    "content": {
        "application/json": {
            "examples": {"in one piece": {"value": ONE_PIECE}, "in parts": {"value": IN_PARTS}}
        }
    },
}
STANDING = _example("Which parts are there", _in_parts("open", urls=True, received=(1,)))
COMPLETED = _example(
    "All bytes are there and are what was announced",
    _in_parts("completed", urls=False, received=(1, 2)),
)
