from novapulse.domain.job import JobOptions
from novapulse.services.home import Home
from novapulse.services.symbl.analytics import analytics
from novapulse.services.symbl.ids import member_id
from tests.services.symbl.conversations import begin, converse, viewed, wire

TURNS = (("Agent", "one two three four five"), ("Customer", "one two three four five"))
"""Two seconds each, half a second after each."""


def test_talk_silence_and_members(home: Home) -> None:
    job = converse(home, TURNS)
    assert wire(analytics(viewed(home, job))) == {
        "metrics": [
            {"type": "total_silence", "percent": 20.0, "seconds": 1.0},
            {"type": "total_talk_time", "percent": 80.0, "seconds": 4.0},
            {"type": "total_overlap", "percent": 0.0, "seconds": 0.0},
        ],
        "members": [
            {
                "id": member_id(job, f"voice {number}"),
                "name": f"Speaker {number}",
                "pace": {"wpm": 150},
                "talkTime": {"percentage": 50.0, "seconds": 2.0},
                "listenTime": {"percentage": 50.0, "seconds": 2.0},
                "overlap": {},
            }
            for number in (1, 2)
        ],
    }


def test_several_calls_are_one_conversation(home: Home) -> None:
    job = converse(home, TURNS)
    converse(home, TURNS, part_of=job)
    found = wire(analytics(viewed(home, job)))
    assert found["metrics"][0]["seconds"] == 2.0
    assert [member["talkTime"]["percentage"] for member in found["members"]] == [25.0] * 4


def test_metrics_need_no_speakers(home: Home) -> None:
    found = wire(analytics(viewed(home, converse(home, TURNS, separated=False))))
    assert found["metrics"][1]["seconds"] == 4.0
    assert found["members"] == []


def test_before_the_end_all_is_zero(home: Home) -> None:
    found = wire(analytics(viewed(home, begin(home, JobOptions()).id)))
    assert [metric["seconds"] for metric in found["metrics"]] == [0, 0, 0]
    assert found["members"] == []
