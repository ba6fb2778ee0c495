from novapulse.adapters.local.workers.fair_queue import FairQueue, Lane


def make_queue(*items: tuple[str, str, str]) -> FairQueue[str]:
    queue: FairQueue[str] = FairQueue()
    for tenant, job, item in items:
        queue.put(Lane(tenant, job), item)
    return queue


def take_all(queue: FairQueue[str]) -> list[str]:
    taken = []
    while queue:
        taken.append(queue.take())
    return taken


def test_work_of_one_job_comes_in_order() -> None:
    assert take_all(make_queue(("a", "1", "x"), ("a", "1", "y"))) == ["x", "y"]


def test_a_tenant_with_one_task_does_not_wait_behind_another_tenants_hundred() -> None:
    queue = make_queue(*(("big", "1", f"b{n}") for n in range(100)), ("small", "1", "s"))
    assert take_all(queue)[:3] == ["b0", "s", "b1"]


def test_the_jobs_of_one_tenant_take_turns() -> None:
    queue = make_queue(("a", "1", "x1"), ("a", "1", "x2"), ("a", "2", "y1"))
    assert take_all(queue) == ["x1", "y1", "x2"]


def test_a_tenant_with_many_jobs_gets_no_more_turns_than_one_with_a_single_job() -> None:
    queue = make_queue(
        *(("many", f"{n}", f"m{n}") for n in range(4)), *(("one", "1", f"o{n}") for n in range(4))
    )
    assert take_all(queue) == ["m0", "o0", "m1", "o1", "m2", "o2", "m3", "o3"]


def test_drain_empties_the_queue() -> None:
    queue = make_queue(("a", "1", "x"), ("b", "1", "y"))
    assert sorted(queue.drain()) == ["x", "y"]
    assert not queue
