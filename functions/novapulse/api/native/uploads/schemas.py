"""The shapes of requests and answers about uploads."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from novapulse.api.native.schemas import Schema
from novapulse.domain.file_name import MAX_LENGTH

UPLOAD_ID = "^upl_[0-9a-f]{32}$"
SHA256 = "^[0-9A-Fa-f]{64}$"
TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"  # noqa: S105
MEDIA_TYPE = rf"^{TOKEN}/{TOKEN}( *; *{TOKEN}={TOKEN})*$"
"""RFC 9110, section 8.3.1, without quoted parameters."""


def _whole(value: object) -> object:
    # To JSON Schema 3.0 is an integer too.
    return int(value) if isinstance(value, float) and value.is_integer() else value


class UploadRequest(Schema):
    file_name: str = Field(min_length=1, max_length=MAX_LENGTH, examples=["call.wav"])
    size_bytes: Annotated[int, BeforeValidator(_whole)] = Field(
        ge=1, strict=True, examples=[262144000]
    )
    content_type: str = Field(
        max_length=127,
        pattern=MEDIA_TYPE,
        description="For the record: the recording is judged by content",
        examples=["audio/wav"],
    )
    sha256: str | None = Field(
        default=None, pattern=SHA256, description="In hex; checked when all bytes are there"
    )


class PartUrl(Schema):
    part_number: int = Field(ge=1)
    url: str = Field(description="Takes one PUT of the part's bytes, any number of times")


class SinglePut(Schema):
    """For an upload in one piece."""

    upload_id: str
    expires_at: str
    method: Literal["PUT"]
    url: str
    headers: dict[str, str] = Field(description="To be sent with the PUT")


class PutInParts(Schema):
    """Every part has ``part_size`` bytes; the last may have fewer."""

    upload_id: str
    expires_at: str
    part_size: int
    parts: list[PartUrl]


class PartStanding(Schema):
    part_number: int = Field(ge=1)
    size_bytes: int
    received: bool
    url: str | None = Field(default=None, description="While the upload is open")


class UploadAnswer(Schema):
    upload_id: str
    status: Literal["open", "completed", "used"]
    file_name: str
    size_bytes: int
    content_type: str
    expires_at: str
    part_size: int | None = Field(default=None, description="For an upload in parts")
    parts: list[PartStanding]


class PartAnswer(Schema):
    part_number: int
    size_bytes: int
