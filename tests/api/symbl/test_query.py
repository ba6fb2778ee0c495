import json
from typing import Any
from urllib.parse import quote

import pytest

from novapulse.api.symbl.query import read_query
from novapulse.api.symbl.values import flag_of, objects_of, text_of, texts_of
from novapulse.domain.errors import InvalidRequest
from tests.api.symbl.calls import as_json, letter_by_letter

WORDS = ["Northline", "red light"]
TRACKER = {"name": "Churn", "vocabulary": ["cancel my contract", "leave"]}
BRACKETED_TRACKER = (
    "trackers[0][name]=Churn&trackers[0][vocabulary][0]=cancel%20my+contract"
    "&trackers[0][vocabulary][1]=leave"
)


@pytest.mark.parametrize(
    "query",
    [
        as_json("v", WORDS),
        "v=Northline&v=red+light",
        "v=Northline,red+light",
        "v=[Northline,red%20light]",
        "v=%5BNorthline,red+light%5D",
        "v[0]=Northline&v[1]=red+light",
        "v%5B1%5D=red+light&v%5B0%5D=Northline",
        "v[]=Northline&v[]=red+light",
        letter_by_letter("v", WORDS),
        quote(json.dumps({"v": WORDS})),
        json.dumps({"v": WORDS}).replace(" ", "+"),
    ],
)
def test_a_list_of_texts_is_read_in_every_spelling(query: str) -> None:
    assert texts_of(read_query(query.encode()), "v") == tuple(WORDS)


@pytest.mark.parametrize("query", ["v=Northline", "v=[Northline]", "v=", "v", "w=1", ""])
def test_one_word_is_a_list_of_one_and_none_is_none(query: str) -> None:
    assert texts_of(read_query(query.encode()), "v") in (("Northline",), ())


@pytest.mark.parametrize(
    "query",
    [
        as_json("trackers", [TRACKER]),
        as_json("trackers", TRACKER),
        letter_by_letter("trackers", [TRACKER]),
        BRACKETED_TRACKER,
        f"{as_json('trackers', TRACKER)}&{as_json('trackers', 'not an object')}",
        quote(json.dumps({"trackers": [TRACKER]})),
    ],
)
def test_a_list_of_objects_is_read_in_every_spelling(query: str) -> None:
    assert objects_of(read_query(query.encode()), "trackers") == (TRACKER,)


def test_one_json_object_may_hold_what_separates_parameters() -> None:
    sent = {"name": "A & B = C", "webhookUrl": "https://example.com/?a=1&b=2"}
    for query in (json.dumps(sent), quote(json.dumps(sent)), quote(json.dumps(sent), safe="=&")):
        assert read_query(query.encode("ascii", "ignore")) == sent


def test_a_comma_in_a_list_of_its_own_is_kept() -> None:
    assert texts_of({"v": ["red, light"]}, "v") == ("red, light",)
    assert texts_of(read_query(b"v=red,+light&v=on"), "v") == ("red, light", "on")


@pytest.mark.parametrize(
    "query",
    [
        b"v[[0]=a",
        b"v[0]]=a",
        b"[0]=a",
        b"v[0]=a&v[0][b]=c",
        b"v[]=a&v[0]=b",
        b"v" + b"[0]" * 500 + b"=a",
        b"%ff%fe=%ed%a0%80",
        b"{not json}",
        b"{%22v%22:1",
        b"{" * 5000,
        b"\xff",
        b"&&==&",
    ],
)
def test_nonsense_is_read_as_something_else(query: bytes) -> None:
    sent = read_query(query)
    assert texts_of(sent, "trackers") == ()
    json.dumps(sent).encode()


@pytest.mark.parametrize("value", [5, True, {"a": {}}, "{", "[{", [[1]], [None], "[1e999]"])
def test_what_is_no_list_of_objects_is_an_empty_one(value: Any) -> None:
    assert [each for each in objects_of({"v": value}, "v") if each != {"a": {}}] == []


@pytest.mark.parametrize(
    ("query", "flag"),
    [
        ("f=true", True),
        ("f=True", True),
        ("f=FALSE", False),
        ("f=false&f=true", True),
        ("f=", False),
    ],
)
def test_a_flag_is_read_in_any_case(query: str, flag: bool) -> None:
    assert flag_of(read_query(query.encode()), "f") is flag
    assert flag_of({"f": str(flag).lower()}, "f") is flag
    assert flag_of({"f": flag}, "f") is flag


def test_of_a_name_that_comes_twice_the_last_counts() -> None:
    assert text_of(read_query(b"name=call.wav&name=Meeting"), "name", longest=80) == "Meeting"


@pytest.mark.parametrize("value", [7, ["a"], {"a": 1}, "a" * 81])
def test_what_is_no_text_is_refused(value: Any) -> None:
    with pytest.raises(InvalidRequest, match='"name"'):
        text_of({"name": value}, "name", longest=80)
