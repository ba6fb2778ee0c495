from datetime import timedelta

from novapulse.domain.webhook import RETRY_DELAYS, event_id, retry_delay


def test_three_quick_retries_then_slower_ones_for_up_to_three_days() -> None:
    assert [retry_delay(n) for n in (1, 2, 3)] == [timedelta(seconds=s) for s in (1, 2, 4)]
    assert timedelta(days=2.9) < sum(RETRY_DELAYS, timedelta()) <= timedelta(days=3)
    assert list(RETRY_DELAYS) == sorted(RETRY_DELAYS)


def test_the_last_attempt_is_followed_by_none() -> None:
    assert retry_delay(len(RETRY_DELAYS)) is not None
    assert retry_delay(len(RETRY_DELAYS) + 1) is None


def test_an_events_id_follows_from_job_and_event_alone() -> None:
    assert event_id("job_1", "job.completed") == event_id("job_1", "job.completed")
    assert event_id("job_1", "job.completed") != event_id("job_1", "job.failed")
    assert event_id("job_1", "job.completed").startswith("evt_")
