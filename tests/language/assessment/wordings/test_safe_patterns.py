import time

import pytest

from novapulse.domain.errors import InvalidRequest
from novapulse.language.assessment.wordings.safe_patterns import (
    MOST_PATHS,
    count_paths,
    safe_pattern,
)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(a|a)*b",
        r"\w*\w*\w*x",
        r"(?:a{0,2}){13,13}b",
        r"(?:a{1,40}){1,40}b",
        r"(?:a|aa){1,30}b",
        r"x{0,30}y{0,30}z",
        r"(a)\1",
        r"(?=a)a",
        r"(?P<n>a)",
        r"(?i:a)",
        r"(?:a",
        r"a)",
        r"[a",
        r"a{2,}",
        r"a{200}",
        r"a{3,2}",
        r"*a",
        r"a??",
        r"(?:)",
        r"a?",
        r"\pL",
        "",
        "a" * 301,
    ],
)
def test_what_could_run_away_or_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        safe_pattern(pattern)
    assert refused.value.message.startswith("regex: it ")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bguarantee\w{0,3}\b.{0,40}\bsav(?:e|ings?)\b", "GUARANTEED to get you savings"),
        (r"\b(?:14|fourteen) days?\b", "within Fourteen days"),
        (r"100 ?%", "a 100% return"),
        (r"[^.?!]{1,20}\$\d{1,3}", "that is $40"),
        (r"[]x]y", "xy"),
    ],
)
def test_patterns_of_the_subset_match_whatever_the_case(pattern: str, text: str) -> None:
    assert safe_pattern(pattern).search(text)


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("abc", 1),
        ("a?", 2),
        ("a{2,5}", 4),
        ("a|b|c", 3),
        ("(?:a|b)c?", 4),
        ("(?:a|b){1,2}", 6),
        ("(?:a|b)(?:c|d)", 4),
    ],
)
def test_paths_are_counted(pattern: str, paths: int) -> None:
    assert count_paths(pattern) == paths


def test_the_widest_pattern_on_the_worst_text_ends_soon() -> None:
    pattern = "a{0,20}a{0,22}b"
    assert MOST_PATHS - 50 < count_paths(pattern) <= MOST_PATHS
    began = time.process_time()
    assert safe_pattern(pattern).search("a" * 20_000 + "c") is None
    assert time.process_time() - began < 3
