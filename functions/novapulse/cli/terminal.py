"""A terminal that shows what callers wrote, and does not do what it says."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.segment import Segment

_CONTROL = [*range(0x20), *range(0x7F, 0xA0)]
_SHOWN = (ord("\n"), ord("\t"))
_BREAKS = (0x2028, 0x2029)
_DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
"""Turn the order of what stands around them: https://trojansource.codes"""
_HALVES = range(0xD800, 0xE000)
"""Of characters: in the names of files that are no UTF-8. Nothing can encode them."""
_UNKNOWN = 0xFFFD
SHOWN_AS: dict[int, int | None] = dict.fromkeys(_HALVES, _UNKNOWN) | {
    code: None for code in (*_CONTROL, *_BREAKS, *_DIRECTIONS) if code not in _SHOWN
}
WIDTH_FOR_PROGRAMS = 10_000


class Terminal(Console):
    """Without the control characters that a text may hold: they colour, erase, or type for whoever
    looks. The letters of right-to-left scripts have their direction without them."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else text.translate(SHOWN_AS), style, control)


def for_rows() -> Terminal:
    """On stdout. Where nobody looks at it, each row is one line."""
    terminal = Terminal(highlight=False)
    if terminal.is_terminal:
        return terminal
    return Terminal(highlight=False, width=WIDTH_FOR_PROGRAMS)


def say(text: str) -> None:
    """On stdout. A terminal wraps the line itself, and a log keeps it whole."""
    Terminal(highlight=False, soft_wrap=True, markup=False).print(text)


def advise(text: str) -> None:
    """What to do next; on stderr, so that stdout stays for the result."""
    console = Terminal(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"[dim]Next:[/] {escape(text)}")
