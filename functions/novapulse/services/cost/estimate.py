"""A month's bill, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

from novapulse.services.cost.prices import Price
from novapulse.services.cost.usage import Workload, gpu_hours, usage

SERVICES: Mapping[str, tuple[str, ...]] = {
    "Lambda": ("lambda_gb_second", "lambda_request", "snapshot_gb_second"),
    "Step Functions": ("transition",),
    "DynamoDB": ("table_write", "table_read", "table_gb_month"),
    "S3": ("object_gb_month", "object_put", "object_get"),
    "API Gateway": ("http_request",),
    "SQS and SNS": ("message",),
    "EventBridge": ("event",),
    "KMS": ("key_request", "key_month"),
    "CloudWatch": ("log_gb", "alarm_month", "dashboard_month"),
}
"""By whom each unit is billed."""


@dataclass(frozen=True)
class Line:
    """``quantity`` of ``unit``; ``usd`` for all of it."""

    name: str
    quantity: float
    unit: str
    usd: float


@dataclass(frozen=True)
class Estimate:
    """``lines``: the GPUs first, then one for each service."""

    workload: Workload
    lines: tuple[Line, ...]
    always_on_usd: float
    """What the two endpoints would cost with one instance each that never goes."""

    @property
    def usd(self) -> float:
        return sum(line.usd for line in self.lines)

    @property
    def usd_per_audio_hour(self) -> float | None:
        return self.usd / self.workload.hours if self.workload.hours else None


MONTH_HOURS = 730.0


def estimate(workload: Workload, prices: Mapping[str, Price]) -> Estimate:
    gpu = prices["gpu_hour"]
    gpus = tuple(
        Line(f"GPU, {name}", hours, "hours", hours * gpu.usd)
        for name, hours in gpu_hours(workload).items()
    )
    used = usage(workload)
    services = tuple(_service(name, units, used, prices) for name, units in SERVICES.items())
    return Estimate(workload, (*gpus, *services), always_on_usd=2 * MONTH_HOURS * gpu.usd)


def _service(
    name: str, units: tuple[str, ...], used: Mapping[str, float], prices: Mapping[str, Price]
) -> Line:
    """Its quantity is that of the unit that costs most."""
    usd = {unit: used[unit] * prices[unit].usd for unit in units}
    most = max(units, key=usd.__getitem__)
    return Line(name, used[most], prices[most].unit, sum(usd.values()))
