"""A Dockerfile as its instructions, for tests that state facts about it without Docker."""

import json
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTAINERS = ("transcriber", "diarizer", "sentiment")


@dataclass(frozen=True)
class Instruction:
    """``stage``: the name of the stage that it belongs to, empty before the first FROM."""

    stage: str
    verb: str
    text: str

    @property
    def words(self) -> list[str]:
        """The operands, without flags such as ``--from=``."""
        return [word for word in shlex.split(self.text) if not word.startswith("--")]

    @property
    def flags(self) -> dict[str, str]:
        pairs = (word[2:].split("=", 1) for word in self.text.split() if word.startswith("--"))
        return {pair[0]: pair[-1] for pair in pairs}


def dockerfile(container: str) -> Path:
    return ROOT / "model_containers" / container / "Dockerfile"


def instructions(container: str) -> list[Instruction]:
    return parsed(dockerfile(container))


def parsed(path: Path) -> list[Instruction]:
    found: list[Instruction] = []
    stage = ""
    for line in _joined(path.read_text()):
        verb, _, text = line.partition(" ")
        if verb == "FROM":
            stage = text.rsplit(" AS ", 1)[-1]
        found.append(Instruction(stage=stage, verb=verb, text=text.strip()))
    return found


def of(container: str, verb: str, stage: str | None = None) -> list[Instruction]:
    return [
        instruction
        for instruction in instructions(container)
        if instruction.verb == verb and stage in {None, instruction.stage}
    ]


def environment(container: str) -> dict[str, str]:
    """What ENV sets in the stage that runs."""
    pairs = [word for env in of(container, "ENV", "runtime") for word in env.words]
    return dict(pair.split("=", 1) for pair in pairs)


def entry_module(container: str) -> str:
    """The module that ENTRYPOINT runs with ``python -m``."""
    command = json.loads(of(container, "ENTRYPOINT")[-1].text)
    assert command[:2] == ["python", "-m"]
    return str(command[2])


def _joined(text: str) -> list[str]:
    """Instructions on one line each, without comments."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()
