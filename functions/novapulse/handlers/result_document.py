"""A completed job's result as one JSON document, in the API's own shapes."""

import json

from novapulse.api.native import translate
from novapulse.domain.job import Job, Pipeline
from novapulse.services.home import Home
from novapulse.services.results import read_insights, read_transcript


def result_document(home: Home, job: Job) -> str:
    """``insights`` is null for the pipeline ``transcription``. Raises what ``read_transcript``
    raises."""
    _, transcript, summary = read_transcript(home, tenant=job.tenant, job_id=job.id)
    answer = translate.transcription(
        job, transcript, summary, speaker_labels=True, word_timestamps=False
    )
    insights = None
    if job.options.pipeline is Pipeline.FULL_ANALYSIS:
        found = read_insights(home, tenant=job.tenant, job_id=job.id).insights
        insights = translate.insights_answer(
            job, found, kind="all", speaker=None, granularity="segment"
        )
    document = {
        "job": translate.job_answer(job).model_dump(exclude_unset=True),
        "transcript": answer.model_dump(exclude_unset=True),
        "insights": None if insights is None else insights.model_dump(exclude_unset=True),
        "engine": answer.engine.model_dump(),
        "timings": {stage: round(seconds, 3) for stage, seconds in job.timings.items()},
    }
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n"
