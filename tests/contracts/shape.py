"""Comparing an answer with a published example: same fields, same types, known values of enums."""

import re
from typing import Any

ENUMS = {
    "status": {"queued", "processing", "completed", "failed"},
    "pipeline": {"transcription", "full-analysis"},
    "overall_label": {"positive", "neutral", "negative"},
    "label": {"positive", "neutral", "negative"},
    "trend": {"improving", "stable", "declining"},
    "event": {"job.completed", "job.failed"},
    "speaker": {"Agent", "Customer"},
}
PATTERNS = {
    "job_id": r"job_[0-9a-f]{12}",
    "created_at": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "completed_at": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "estimated_completion": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "language": r"en-US",
}
RANGES = {
    "score": (-1, 1),
    "overall_score": (-1, 1),
    "confidence": (0, 1),
    "transcription_accuracy": (0, 1),
    "silence_ratio": (0, 1),
    "agent_talk_ratio": (0, 1),
    "customer_talk_ratio": (0, 1),
}


def differences(
    example: Any, answer: Any, *, ours: tuple[str, ...] = (), where: str = "answer"
) -> list[str]:
    """What is not as the example shows it, by path; ``ours`` are fields that may come on top."""
    if isinstance(example, dict):
        return _of_object(example, answer, ours, where)
    if isinstance(example, list):
        return _of_list(example, answer, ours, where)
    return _of_value(example, answer, where)


def _of_object(
    example: dict[str, Any], answer: Any, ours: tuple[str, ...], where: str
) -> list[str]:
    if not isinstance(answer, dict):
        return [f"{where}: {type(answer).__name__} instead of an object"]
    found = [f"{where}.{name}: missing" for name in example.keys() - answer.keys()]
    added = answer.keys() - example.keys() - set(ours)
    found += [f"{where}.{name}: not in the example" for name in added]
    for name in example.keys() & answer.keys():
        found += differences(example[name], answer[name], ours=ours, where=f"{where}.{name}")
    return found


def _of_list(example: list[Any], answer: Any, ours: tuple[str, ...], where: str) -> list[str]:
    if not isinstance(answer, list) or not answer:
        return [f"{where}: no filled list"]
    return [
        difference
        for n, entry in enumerate(answer)
        for difference in differences(example[0], entry, ours=ours, where=f"{where}[{n}]")
    ]


def _of_value(example: Any, answer: Any, where: str) -> list[str]:
    name = where.rpartition(".")[2]
    found = []
    if not _same_type(example, answer):
        found.append(f"{where}: {answer!r} is no {type(example).__name__}")
    if isinstance(example, str) and answer not in ENUMS.get(name, {answer}):
        found.append(f"{where}: {answer!r} is not one of {sorted(ENUMS[name])}")
    if name in PATTERNS and not re.fullmatch(PATTERNS[name], str(answer)):
        found.append(f"{where}: {answer!r} does not look like {example!r}")
    low, high = RANGES.get(name, (float("-inf"), float("inf")))
    if isinstance(answer, int | float) and not low <= answer <= high:
        found.append(f"{where}: {answer} is out of range")
    return found


def _same_type(example: Any, answer: Any) -> bool:
    if isinstance(example, float):
        return isinstance(answer, float | int) and not isinstance(answer, bool)
    return type(example) is type(answer)
