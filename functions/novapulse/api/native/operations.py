"""The names of the operations in the OpenAPI document, and the groups that they are in.

Generators of clients make methods of these names: they stay as they are, whatever the functions
and paths behind them are called.
"""

DESCRIPTION = """\
Send a recorded call, and get its transcript, who spoke when, its sentiment, behaviour, summary and
recommendations.

1. `POST /v1/audio/ingest` takes the recording and answers with a `job_id`.
2. `GET /v1/jobs/{job_id}` tells when the job has ended; so do a webhook and `GET /v1/events`.
3. `GET /v1/transcriptions/{job_id}` and `GET /v1/insights/{job_id}` give the results.
4. `GET /v1/search` finds what was said in all calls; `POST /v1/ask` answers questions about them.

Send your API key with each request: `Authorization: Bearer nvp_live_...`. Every error is
`{"error": {"code", "message", "status"}}`: decide by `code`, and show people `message`.
"""

TAGS = {
    "Recordings": "Send a recording: with the request, by its URL, or ahead in parts.",
    "Jobs": "Where the work on a recording stands.",
    "Results": "What was said, and what it means.",
    "Search": "Find what was said in all calls, and ask about it.",
    "Events": "What happens, as it happens.",
    "Webhooks": "What was sent to your URLs.",
    "Server": "How the server is.",
}

OPERATIONS = {
    ("post", "/v1/audio/ingest"): ("submit_recording", "Recordings"),
    ("post", "/v1/audio/uploads"): ("announce_upload", "Recordings"),
    ("get", "/v1/audio/uploads/{upload_id}"): ("get_upload", "Recordings"),
    ("put", "/v1/audio/uploads/{upload_id}/parts/{part_number}"): ("send_part", "Recordings"),
    ("post", "/v1/audio/uploads/{upload_id}/complete"): ("complete_upload", "Recordings"),
    ("get", "/v1/jobs"): ("list_jobs", "Jobs"),
    ("get", "/v1/jobs/{job_id}"): ("get_job", "Jobs"),
    ("delete", "/v1/jobs/{job_id}"): ("delete_job", "Jobs"),
    ("patch", "/v1/jobs/{job_id}/speakers"): ("correct_speakers", "Jobs"),
    ("get", "/v1/transcriptions/{job_id}"): ("get_transcription", "Results"),
    ("get", "/v1/insights/{job_id}"): ("get_insights", "Results"),
    ("get", "/v1/audio/{job_id}"): ("get_recording", "Results"),
    ("get", "/v1/search"): ("search_calls", "Search"),
    ("post", "/v1/ask"): ("ask_question", "Search"),
    ("get", "/v1/events"): ("follow_events", "Events"),
    ("get", "/v1/webhooks/deliveries"): ("list_deliveries", "Webhooks"),
    ("get", "/v1/webhooks/deliveries/{delivery_id}"): ("get_delivery", "Webhooks"),
    ("post", "/v1/webhooks/deliveries/{delivery_id}/replay"): ("replay_delivery", "Webhooks"),
    ("post", "/v1/webhooks/test"): ("test_webhook", "Webhooks"),
    ("get", "/v1/health"): ("get_health", "Server"),
}
"""By method and path: the operation's id and its tag."""
