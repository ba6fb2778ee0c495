"""The head of the sentiment is judged on calls of writers from whom it learnt nothing."""

import re

from tools.measure_sentiment import measure
from tools.taught_turns import Call, Turn

OTHERS = [Turn("Customer", f"it is number {n}", 0.0) for n in range(6)]
OTHERS += [Turn("Customer", text, score) for text, score in (("hm bad", -0.8), ("hm good", 0.8))]


def calls_of(writer: str, *, angry: str, glad: str) -> list[Call]:
    scored = ((angry, -0.8), (glad, 0.8), ("it is number one", 0.0))
    turns = tuple(Turn("Customer", f"{text} it is", score) for text, score in scored * 2)
    return [Call(writer, turns)] * 10


def accuracies(calls: list[Call]) -> dict[str, float]:
    lines = (
        re.match(r"(.+?): \d+ turns, accuracy ([\d.]+)", line) for line in measure(calls, OTHERS)
    )
    return {found[1]: float(found[2]) for found in lines if found}


def test_what_two_writers_say_alike_is_learnt_from_the_other() -> None:
    alike = {"angry": "the zorb", "glad": "the blip"}
    found = accuracies([*calls_of("ann", **alike), *calls_of("bob", **alike)])

    assert found == {"ann": 1.0, "bob": 1.0, "all, turn by turn": 1.0, "all": 1.0}


def test_what_one_writer_alone_says_is_not_known_by_heart() -> None:
    ann = calls_of("ann", angry="the zorb", glad="the blip")
    bob = calls_of("bob", angry="a quux", glad="a fnord")

    assert accuracies([*ann, *bob])["all, turn by turn"] < 0.5
