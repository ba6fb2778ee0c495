from pathlib import Path

import pytest

from tests.eval.speakers import Turn, pooled, read_rttm, score

CALL = [Turn("agent", 0, 10), Turn("caller", 10, 20)]


def test_other_names_for_the_same_speakers_are_no_error() -> None:
    errors = score(CALL, [Turn("B", 0, 10), Turn("A", 10, 20)])
    assert errors.total == 0
    assert errors.names == {"B": "agent", "A": "caller"}


def test_speech_given_to_the_wrong_speaker_is_confusion() -> None:
    errors = score(CALL, [Turn("A", 0, 15), Turn("B", 15, 20)])
    assert errors.confusion == pytest.approx((5 - 0.25) / 19, abs=0.01)
    assert errors.missed == errors.false_alarm == 0


def test_silence_taken_for_speech_is_a_false_alarm_and_the_reverse_a_miss() -> None:
    errors = score([Turn("agent", 0, 10)], [Turn("A", 5, 15)])
    assert errors.missed == pytest.approx((5 - 0.25) / 9.5, abs=0.01)
    assert errors.false_alarm == pytest.approx((5 - 0.25) / 9.5, abs=0.01)


def test_a_boundary_within_the_collar_costs_nothing() -> None:
    assert score(CALL, [Turn("A", 0, 10.2), Turn("B", 10.2, 20)]).total == 0


def test_without_a_collar_every_frame_is_scored() -> None:
    # 0.2 s of 20 s
    exact = score(CALL, [Turn("A", 0, 10.2), Turn("B", 10.2, 20)], collar=0)
    assert exact.total == pytest.approx(0.2 / 20)
    assert (exact.seconds, score(CALL, CALL).seconds) == (20.0, 19.0)


def test_pooling_weighs_by_speaking_time() -> None:
    # all of 10 s missed, nothing of 30 s
    none = score([Turn("agent", 0, 10)], [Turn("A", 50, 50.01)], collar=0)
    whole = score([Turn("agent", 0, 30)], [Turn("A", 0, 30)], collar=0)
    assert pooled([none, whole]).missed == pytest.approx(10 / 40)


def test_two_voices_at_once_count_twice() -> None:
    both = [Turn("agent", 0, 10), Turn("caller", 0, 10)]
    assert score(both, [Turn("A", 0, 10)]).missed == pytest.approx(0.5)


def test_an_rttm_file_gives_its_turns(tmp_path: Path) -> None:
    file = tmp_path / "call.rttm"
    file.write_text("SPEAKER call 1 1.500 2.000 <NA> <NA> agent <NA> <NA>\n;; a comment\n")
    assert read_rttm(file) == [Turn("agent", 1.5, 3.5)]
