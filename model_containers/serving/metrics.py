"""One line per request for CloudWatch (embedded metric format): counts and seconds, no text."""

import json
import logging
import re
import time
from collections.abc import Mapping

NAMESPACE = "NovaPulse/Models"
log = logging.getLogger("model_containers.metrics")
_INFERENCE_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


def record(
    container: str,
    *,
    status: int,
    code: str,
    seconds: float,
    figures: Mapping[str, float],
    inference_id: str = "",
) -> None:
    """``code``: ``ok`` or an error's. ``figures``: further numbers by name; with an
    ``AudioSeconds`` among them the real-time factor is added. ``inference_id``: SageMaker's, left
    out where it is none."""
    audio = figures.get("AudioSeconds", 0.0)
    values = {"Requests": 1.0, "Seconds": round(seconds, 3), **figures}
    values["ClientErrors"] = float(400 <= status < 500)
    values["ServerErrors"] = float(status >= 500)
    if audio:
        values["RealTimeFactor"] = round(seconds / audio, 5)
    metrics = [{"Name": name, "Unit": _unit(name)} for name in values]
    directive = {"Namespace": NAMESPACE, "Dimensions": [["Container"]], "Metrics": metrics}
    line: dict[str, object] = {
        "_aws": {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [directive]},
        "Container": container,
        "Status": status,
        "Code": code,
        **values,
    }
    if _INFERENCE_ID.fullmatch(inference_id):
        line["InferenceId"] = inference_id
    log.info(json.dumps(line, separators=(",", ":")))


def _unit(name: str) -> str:
    if name.endswith("Seconds"):
        return "Seconds"
    return "None" if name == "RealTimeFactor" else "Count"
