"""YAML as nodes that know their lines, read safely: nothing is constructed from it.

No tags, no anchors and aliases (a few lines of which can stand for gigabytes), no deep nesting.
"""

from typing import TYPE_CHECKING, Any

from novapulse.services.policies.problems import Problem, shown

if TYPE_CHECKING:
    from yaml import Node

MOST_BYTES = 64 * 1024
DEEPEST = 8
"""A policy needs five levels."""


class UnreadableDocument(Exception):
    """Ends the reading of one file; never leaves this package."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(line, "", message)


def compose(content: bytes) -> "Node":
    """The root node of the only document. Raises UnreadableDocument."""
    import yaml

    if len(content) > MOST_BYTES:
        raise UnreadableDocument(
            1, f"the file has {len(content)} bytes; up to {MOST_BYTES} are accepted"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableDocument(line, "the file is not UTF-8; save it as UTF-8") from None
    try:
        _check_events(yaml, text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise UnreadableDocument(_line_of(error), f"not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise UnreadableDocument(1, f"not YAML: {str(error).splitlines()[0]}") from None
    if root is None:
        raise UnreadableDocument(1, "the file is empty; docs/policies.md shows what it may hold")
    return root


def _check_events(yaml: Any, text: str) -> None:
    """Before anything is built from the text."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableDocument(line, "anchors (&) and aliases (*) are not accepted")
        if getattr(event, "tag", None):
            raise UnreadableDocument(line, f"the tag {shown(event.tag)} is not accepted")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise UnreadableDocument(line, f"nested more than {DEEPEST} levels deep")


def _line_of(error: Any) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1
