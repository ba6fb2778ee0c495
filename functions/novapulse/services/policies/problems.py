"""What is wrong with a policy file, and where."""

from dataclasses import dataclass, field

MOST_PROBLEMS = 50
LONGEST_VALUE = 60


@dataclass(frozen=True)
class Problem:
    """``line`` counts from 1. ``field`` is a path such as ``disclosures[2].id``, empty for the file
    as a whole. ``message`` names the value and what is accepted."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}: "
        return f"{where}{self.field}: {self.message}" if self.field else f"{where}{self.message}"


@dataclass
class Problems:
    """Collected while a file is read, so that one run tells of all."""

    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, where: str, message: str) -> None:
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(Problem(line, where, message))


def shown(value: str) -> str:
    """A value as a message repeats it."""
    return repr(value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…")
