from io import StringIO
from os import fsdecode

import pytest
from rich.table import Table
from rich.text import Text

from novapulse.cli.terminal import Terminal, advise, for_rows, say


def shown(renderable: object, *, colours: bool = False) -> str:
    written = StringIO()
    Terminal(file=written, force_terminal=colours, width=40, markup=False).print(renderable)
    return written.getvalue()


@pytest.mark.parametrize(
    "hostile", ["\x1b", "\x07", "\x08", "\x00", "\r", "\x7f", "\x9b", "\u202e", "\u2066"]
)
def test_a_character_that_does_something_is_not_shown(hostile: str) -> None:
    table = Table.grid()
    table.add_row(Text(f"be{hostile}fore"), "after")
    for renderable in (f"be{hostile}fore", Text(f"be{hostile}fore"), table):
        assert hostile not in shown(renderable)
        assert "before" in shown(renderable)


def test_a_line_separator_is_no_more_than_a_new_line() -> None:
    assert "\u2028" not in shown(Text("one\u2028two"))


def test_the_name_of_a_file_that_is_no_text_is_shown_as_far_as_it_is() -> None:
    assert shown(fsdecode(b"call \xff.wav")).strip() == "call \ufffd.wav"


def test_letters_lines_and_our_own_colours_stay() -> None:
    text = "مرحبا שלום 👩‍💼 é\nsecond\tline"
    assert shown(text).split() == text.split()
    assert "\x1b[31mred" in shown(Text("red", "red"), colours=True)


def test_what_nobody_looks_at_is_one_line_and_hides_no_bracket(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = "[red]word[/] " * 100
    table = Table.grid()
    table.add_row(Text(row))
    for_rows().print(table)
    say(row)
    advise(row)
    printed = capsys.readouterr()
    assert [line.strip() for line in printed.out.splitlines()] == [row.strip()] * 2
    assert printed.err.strip() == f"Next: {row}".strip()
