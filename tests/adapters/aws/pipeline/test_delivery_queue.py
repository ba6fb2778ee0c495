from datetime import timedelta

from novapulse.adapters.aws.pipeline.delivery_queue import AttemptTask, DeliveryQueue, Scheduling
from tests.adapters.aws.pipeline.services import Queue, Scheduler
from tests.services.house import NOON, HandClock

TASK = AttemptTask(tenant="acme", delivery_id="evt_1", number=2, due=NOON)


class House:
    def __init__(self) -> None:
        self.sqs, self.scheduler = Queue(), Scheduler()
        self.queue = DeliveryQueue(
            self.sqs,
            "https://sqs/deliveries",
            scheduler=self.scheduler,
            scheduling=Scheduling("novapulse", "arn:role", "arn:queue"),
            clock=HandClock(),
        )


def test_what_is_due_within_a_quarter_of_an_hour_waits_in_the_queue() -> None:
    house = House()
    house.queue.put(TASK)
    house.queue.put(TASK, timedelta(seconds=900))
    assert [delay for delay, _ in house.sqs.messages] == [0, 900]
    assert AttemptTask.model_validate_json(house.sqs.messages[0][1]) == TASK


def test_what_is_due_later_is_scheduled_into_the_same_queue() -> None:
    house = House()
    house.queue.put(TASK, timedelta(hours=1))
    schedule = house.scheduler.schedules["evt_1"]
    assert house.sqs.messages == []
    assert schedule["ScheduleExpression"] == "at(2026-03-01T13:00:00)"
    assert schedule["ActionAfterCompletion"] == "DELETE"
    assert schedule["Target"]["Arn"] == "arn:queue"
    assert AttemptTask.model_validate_json(schedule["Target"]["Input"]) == TASK


def test_a_later_schedule_of_a_delivery_takes_the_place_of_an_earlier_one() -> None:
    house = House()
    house.queue.put(TASK, timedelta(hours=1))
    house.queue.put(TASK, timedelta(hours=2))
    assert house.scheduler.schedules["evt_1"]["ScheduleExpression"] == "at(2026-03-01T14:00:00)"
