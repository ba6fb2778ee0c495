"""The base of every value that crosses a boundary."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Frozen, closed and comparable: unknown fields are an error, not a surprise. A validator is
    built when it is first used, since most programs use few of the values that they import."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
