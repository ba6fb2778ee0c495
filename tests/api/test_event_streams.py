import time

import pytest

from novapulse.api.event_streams import EventStreams
from novapulse.domain.errors import TooManyRequests


def test_a_key_has_so_many_streams_and_no_more() -> None:
    streams = EventStreams(per_key=1, seconds=60)
    with (
        streams.opened("key_1"),
        streams.opened("key_2"),
        pytest.raises(TooManyRequests),
        streams.opened("key_1"),
    ):
        pass


def test_a_stream_whose_reader_takes_nothing_gives_its_place_up_at_its_end() -> None:
    streams = EventStreams(per_key=1, seconds=0.01)
    with streams.opened("key_1"):
        time.sleep(0.02)
        with streams.opened("key_1") as another:
            assert another.ends_at > time.monotonic() - 0.01
