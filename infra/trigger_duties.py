"""What the functions need that queues, rules, the clock and the stream call."""

from infra.duty import (
    ANSWERS,
    AUDIO,
    EMBEDDER,
    ENDPOINTS,
    EVERYWHERE,
    HEARD,
    HOME,
    INFERENCE,
    QUEUE,
    RESULTS,
    SEALED,
    SEARCH,
    STAGED,
    TOLD_APART,
    VAULT,
    WORK,
    Duty,
    May,
    Rights,
)

TRIGGERED = (
    Duty(
        "callback",
        Rights(
            reads=(ANSWERS, INFERENCE),
            writes=(VAULT,),
            deletes=(VAULT,),
            seals=(HEARD, TOLD_APART),
            may=frozenset({May.END_TASKS}),
        ),
        SEALED,
        memory=1769,
        seconds=120,
    ),
    Duty(
        "deliver",
        Rights(may=frozenset({May.DELIVER})),
        frozenset({"aws_table"}) | QUEUE,
        seconds=120,
    ),
    Duty(
        "intake",
        Rights(
            reads=(AUDIO,),
            writes=(AUDIO,),
            deletes=(AUDIO,),
            may=frozenset({May.START_JOBS, May.TAKE_DROPPED, May.REFUSE_DROPPED}),
        ),
        HOME | {"aws_drop_bucket"},
        memory=1769,
        seconds=300,
        disk=2048,
    ),
    Duty(
        "drop_results",
        Rights(
            reads=(RESULTS,),
            writes=(RESULTS,),
            may=frozenset({May.REFUSE_DROPPED}),
        ),
        HOME | {"aws_drop_bucket"},
        memory=1024,
        seconds=120,
    ),
    Duty(
        "publish_events",
        Rights(table=False, may=frozenset({May.PUBLISH})),
        frozenset({"aws_event_bus"}),
    ),
    Duty(
        "reconcile",
        Rights(
            reads=(ANSWERS, INFERENCE, RESULTS),
            writes=(VAULT, RESULTS),
            deletes=(AUDIO, WORK, VAULT, SEARCH),
            seals=(HEARD, TOLD_APART),
            may=frozenset(
                {
                    May.START_JOBS,
                    May.WATCH_JOBS,
                    May.END_TASKS,
                    May.DELIVER,
                    May.WATCH_ENDPOINTS,
                    May.REFUSE_DROPPED,
                }
            ),
        ),
        HOME | ENDPOINTS | {"aws_drop_bucket"},
        memory=1769,
        seconds=300,
    ),
    Duty(
        "retention",
        Rights(credentials=True, reads=(RESULTS,), deletes=(*EVERYWHERE, STAGED)),
        HOME,
        memory=1024,
        seconds=900,
    ),
    Duty(
        "index_later",
        Rights(
            reads=(WORK, RESULTS, SEARCH),
            writes=(SEARCH,),
            deletes=(SEARCH,),
            may=frozenset({May.ASK_EMBEDDING_MODEL}),
        ),
        HOME,
        EMBEDDER,
        memory=1769,
        seconds=300,
        disk=2048,
    ),
)
