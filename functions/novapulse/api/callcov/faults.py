"""What is wrong with the fields of a request, all of it at once."""

from typing import Any, NamedTuple

from novapulse.domain.errors import InvalidRequest


class Fault(NamedTuple):
    """``where`` as FastAPI says it: ``body``, ``query`` or ``path``."""

    field: str
    reason: str
    missing: bool = False
    where: str = "body"
    kind: str = "value_error"
    value: Any = None


class FieldFaults(InvalidRequest):
    def __init__(self, faults: tuple[Fault, ...]) -> None:
        missing = [fault.field for fault in faults if fault.missing]
        first = faults[0]
        message = (
            f"Missing required fields: {', '.join(missing)}"
            if missing
            else f"{first.field}: {first.reason}"
        )
        super().__init__("validation_error", message)
        self.faults = faults


def missing(*fields: str) -> FieldFaults:
    return FieldFaults(
        tuple(Fault(field, "Field required", missing=True, kind="missing") for field in fields)
    )


def fault(field: str, reason: str, value: Any = None) -> FieldFaults:
    return FieldFaults((Fault(field, reason, value=value),))


def faults_of(error: InvalidRequest) -> tuple[Fault, ...]:
    """An error of the services begins with the field's name, if it is about one."""
    if isinstance(error, FieldFaults):
        return error.faults
    field, colon, reason = error.message.partition(": ")
    if colon and field.isidentifier():
        return (Fault("audio_file" if field == "file" else field, reason),)
    return (Fault("body", error.message),)
