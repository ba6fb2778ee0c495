"""The base of every value that crosses a boundary."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Frozen, closed and comparable: unknown fields are an error, not a surprise."""

    model_config = ConfigDict(frozen=True, extra="forbid")
