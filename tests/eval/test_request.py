from pathlib import Path

import pytest

from tests.eval.figures import AREAS
from tests.eval.request import read_request


def test_everything_is_measured_unless_told() -> None:
    request = read_request([])
    assert (request.areas, request.halves) == (AREAS, ("development", "test"))
    assert request.listens
    assert request.recognises


def test_one_half_is_one_half_of_every_area() -> None:
    development = read_request(["--half", "development"])
    assert development.halves == ("development",)
    assert (development.content_sets, development.search_halves) == (
        ["development"],
        ["development"],
    )
    test = read_request(["--half", "test"])
    assert (test.content_sets, test.search_halves) == (["held_out", "other_hand"], ["held_out"])


def test_text_alone_is_not_listened_to_and_speakers_alone_are_not_recognised() -> None:
    text = read_request(["--only", "roles", "--only", "sentiment"])
    assert (text.areas, text.listens) == (("roles", "sentiment"), False)
    speakers = read_request(["--only", "speakers"])
    assert (speakers.listens, speakers.recognises) == (True, False)


@pytest.mark.parametrize(
    ("arguments", "figure", "due"),
    [
        ([], "sentiment.test.accuracy", True),
        ([], "behaviour.by_hand.agreeing", True),
        ([], "words.sphinx.wide_band.wer", False),
        ([], "roles.sphinx.recordings.accuracy", False),
        (["--half", "development"], "sentiment.test.accuracy", False),
        (["--half", "development"], "search.held_out.hybrid_hit_3", False),
        (["--only", "roles"], "sentiment.test.accuracy", False),
    ],
)
def test_a_figure_is_due_where_everybody_can_measure_it(
    arguments: list[str], figure: str, due: bool
) -> None:
    assert read_request(arguments).due(figure) is due


def test_of_a_users_folder_no_figure_is_due(tmp_path: Path) -> None:
    assert not read_request([str(tmp_path)]).due("sentiment.test.accuracy")


def test_a_folder_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        read_request(["/nowhere/at/all"])
    assert "/nowhere/at/all is no folder" in capsys.readouterr().err
