"""A completed job's result as one JSON document, in the API's own shapes."""

import json

from novapulse.api.native.results.document import stored_result
from novapulse.domain.job import Job
from novapulse.services.home import Home


def result_document(home: Home, job: Job) -> str:
    """Raises what ``read_transcript`` raises."""
    document = stored_result(home, job).document()
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n"
