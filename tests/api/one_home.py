"""Tests of the API that run in the local home alone, each with the reason."""

from collections.abc import Callable
from typing import NamedTuple


class LeftOut(NamedTuple):
    module: str
    tests: tuple[str, ...]
    reason: str


SIGNED_URLS = LeftOut(
    "test_staged_uploads",
    (
        "test_a_small_recording_goes_to_one_url",
        "test_a_completed_upload_takes_no_part",
        "test_a_used_upload_names_its_job",
        "test_a_part_that_is_too_long_is_refused",
        "test_a_part_that_is_too_short_is_refused_and_leaves_what_was_there",
        "test_a_changed_url_is_refused",
        "test_a_signature_of_another_server_is_worth_nothing",
        "test_a_url_without_its_parameters_is_incomplete",
        "test_urls_end_with_the_upload",
        "test_the_public_url_is_the_base_of_all_urls",
        "test_bytes_rest_in_private_files",
    ),
    "parts go to S3, which judges its URLs, their time and the size of what comes, and answers",
)
ROUTE_OF_PARTS = LeftOut(
    "test_docs",
    (
        "test_every_error_is_shown_as_it_is_sent_where_it_is_sent",
        "test_an_error_that_belongs_to_other_routes_is_not_shown",
    ),
    "the document has no route that takes parts, nor its errors",
)
CONNECTIONS = (
    LeftOut(
        "test_ingest",
        ("test_a_body_that_says_it_is_too_large_is_refused_unread",),
        "API Gateway reads a body before it calls the function, and says its true length",
    ),
    LeftOut(
        "test_rate_limits",
        ("test_a_refusal_reaches_a_client_in_the_middle_of_its_upload",),
        "a caller's connection ends at API Gateway",
    ),
    LeftOut(
        "test_search",
        ("test_searches_that_wait_keep_no_other_route_waiting",),
        "a function takes one request at a time",
    ),
)
SQLITE = (
    LeftOut(
        "test_keys",
        ("test_a_key_revoked_by_another_process_ends_at_once",),
        "no two processes share moto's table; tests/adapters/test_key_store.py has two stores",
    ),
    LeftOut(
        "test_storage_trouble",
        (
            "test_a_submission_is_refused_whole_and_its_key_can_be_used_again",
            "test_an_upload_stays_for_the_next_try",
            "test_what_is_only_read_is_answered",
        ),
        "the trouble is SQLite's; that of AWS is in tests/api/test_aws_trouble.py",
    ),
)
SLOW_IN_AN_EMULATED_AWS = (
    LeftOut(
        "test_ingest_limits",
        ("test_enterprise_is_without_a_limit",),
        "each of 60 jobs takes moto longer than the one before; no limit at all is admitted in "
        "tests/adapters/test_admission.py",
    ),
    LeftOut(
        "test_staged_uploads",
        ("test_a_recording_never_comes_in_more_parts_than_s3_takes",),
        "signing 8,334 URLs takes seconds; their number is not the home's doing",
    ),
    LeftOut(
        "test_ingest",
        ("test_odd_bodies_are_refused_in_the_envelope",),
        "100 requests of which the home sees none; the fuzzer sends it odd forms, too",
    ),
)

LOCAL_ALONE: tuple[LeftOut, ...] = (
    SIGNED_URLS,
    ROUTE_OF_PARTS,
    *CONNECTIONS,
    *SQLITE,
    *SLOW_IN_AN_EMULATED_AWS,
)


def left_out(test: Callable[..., object]) -> bool:
    module = test.__module__.rpartition(".")[2]
    return any(each.module == module and test.__name__ in each.tests for each in LOCAL_ALONE)
