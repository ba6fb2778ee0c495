"""Which settings a function may ask for, read off its code: everything that its handler can reach
in ``handlers`` and ``bootstrap.aws``, and the settings that are named there."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from novapulse.config import Settings
from tests.conftest import ROOT

PACKAGE = ROOT / "functions" / "novapulse"
FOLLOWED = ("novapulse.handlers.", "novapulse.bootstrap.aws.")
PORTS = ("novapulse.bootstrap.aws.ports", "novapulse.bootstrap.aws.analyses")
"""Whose classes' members are used as ``home.member``."""
MEMBER = "a member"

Node = tuple[str, str]
"""Module and name; MEMBER and name for what the ports have."""


@dataclass(frozen=True)
class Needed:
    required: frozenset[str]
    optional: frozenset[str]


@dataclass
class Graph:
    bodies: dict[Node, tuple[str, ast.AST]] = field(default_factory=dict)
    imports: dict[str, dict[str, Node]] = field(default_factory=dict)


def needed_settings(function: str) -> Needed:
    """``function`` is a module of ``novapulse.handlers``. Without a default and asked for by
    ``required``, or looked at whether it is there."""
    graph = _graph()
    reached = _reached(graph, (f"novapulse.handlers.{function}", "handler"))
    named: set[str] = set()
    looked_at: set[str] = set()
    for node in reached:
        for part in ast.walk(graph.bodies[node][1]):
            if isinstance(part, ast.Constant) and part.value in Settings.model_fields:
                named.add(str(part.value))
            if isinstance(part, ast.Attribute) and part.attr.startswith("aws_"):
                looked_at.add(part.attr)
    without_default = {n for n, f in Settings.model_fields.items() if f.default is None}
    required = frozenset(name for name in named if name.startswith("aws_"))
    return Needed(required, frozenset(looked_at & without_default) - required)


def _reached(graph: Graph, start: Node) -> set[Node]:
    found: set[Node] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in found and node in graph.bodies:
            found.add(node)
            waiting += _references(graph, *graph.bodies[node])
    return found


def _references(graph: Graph, module: str, body: ast.AST) -> Iterator[Node]:
    for part in ast.walk(body):
        if isinstance(part, ast.Name):
            yield graph.imports[module].get(part.id, (module, part.id))
        if isinstance(part, ast.Attribute) and not _of_a_client(part):
            yield MEMBER, part.attr


def _of_a_client(attribute: ast.Attribute) -> bool:
    return isinstance(attribute.value, ast.Attribute) and attribute.value.attr == "clients"


@cache
def _graph() -> Graph:
    graph = Graph()
    for folder in ("handlers", "bootstrap/aws"):
        for path in sorted((PACKAGE / folder).glob("*.py")):
            name = f"novapulse.{folder.replace('/', '.')}.{path.stem}"
            _add(graph, name, ast.parse(path.read_text(encoding="utf-8")))
    return graph


def _add(graph: Graph, module: str, tree: ast.Module) -> None:
    graph.imports[module] = {
        alias.asname or alias.name: (str(part.module), alias.name)
        for part in ast.walk(tree)
        if isinstance(part, ast.ImportFrom) and str(part.module).startswith(FOLLOWED)
        for alias in part.names
    }
    for statement in tree.body:
        for name in _names(statement):
            graph.bodies[module, name] = (module, statement)
        if isinstance(statement, ast.ClassDef) and module in PORTS:
            for member in statement.body:
                for name in _names(member):
                    graph.bodies[MEMBER, name] = (module, member)
            # Naming the class is using none of its members.
            graph.bodies.pop((module, statement.name))


def _names(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return []
