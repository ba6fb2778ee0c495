"""Whatever a query is, it is read or refused by name; nothing else comes of it."""

import json
import time
from contextlib import suppress
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from novapulse.api.symbl.parameters import Parameters, read_parameters
from novapulse.api.symbl.query import read_query
from novapulse.domain.errors import InvalidRequest

NAMES = st.sampled_from(
    [
        "name",
        "webhookUrl",
        "customVocabulary",
        "confidenceThreshold",
        "detectPhrases",
        "detectEntities",
        "entities",
        "languageCode",
        "mode",
        "enableSeparateRecognitionPerChannel",
        "channelMetadata",
        "enableSpeakerDiarization",
        "diarizationSpeakerCount",
        "trackers",
        "enableAllTrackers",
        "enableSummary",
        "sentiment",
    ]
)
STEPS = st.lists(st.sampled_from(["[0]", "[]", "[name]", "[99999999999]", "[[", "]"]), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner),
    max_leaves=12,
)
VALUES = st.text(max_size=40) | JSON.map(json.dumps) | st.just("[" * 200) | st.just("9" * 400)
FIELDS = st.tuples(NAMES, STEPS.map("".join), VALUES).map(
    lambda field: (field[0] + field[1], field[2])
)
QUERIES = (
    st.binary(max_size=300)
    | st.lists(FIELDS, max_size=8).map(lambda fields: urlencode(fields).encode())
    | st.lists(FIELDS, max_size=8).map(
        lambda fields: "&".join(f"{name}={value}" for name, value in fields).encode(
            "utf-8", "surrogatepass"
        )
    )
    | JSON.map(lambda value: quote(json.dumps(value)).encode())
    | st.dictionaries(NAMES, JSON).map(lambda value: quote(json.dumps(value)).encode())
)


@pytest.mark.slow
@settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@example(b"%7B%22name%22%3A%22A%22%7D")
@example(b"customVocabulary[0][0]=a&customVocabulary[0]=b")
@example(b"channelMetadata[0][channel]=%C2%B2&enableSeparateRecognitionPerChannel=1")
@example(b"confidenceThreshold=NaN")
@example(b"diarizationSpeakerCount=1e309&enableSpeakerDiarization=true")
@given(QUERIES)
def test_any_query_is_read_or_refused(query: bytes) -> None:
    try:
        found = read_parameters(read_query(query))
    except InvalidRequest as error:
        assert error.message.startswith('"')
        assert len(error.message) < 500
    else:
        assert isinstance(found, Parameters)


@pytest.mark.parametrize(
    "query",
    [
        b"trackers=" + b"%5B" * 20_000,
        b"%7B%22a%22%3A" * 5_000,
        b"&".join(b"customVocabulary=x" for _ in range(3_000)),
        b"&".join(b"entities[%d][text]=x" % n for n in range(2_500)),
        b"name" + b"[a]" * 20_000 + b"=1",
        b"[" * 60_000,
    ],
)
def test_as_much_as_a_request_may_have_is_read_at_once(query: bytes) -> None:
    began = time.process_time()
    with suppress(InvalidRequest):
        read_parameters(read_query(query))
    assert time.process_time() - began < 1.0
