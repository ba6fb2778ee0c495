"""How long was spoken, under Symbl's names."""

from typing import Literal

from novapulse.services.symbl.shapes import Shape


class Metric(Shape):
    type: Literal["total_silence", "total_talk_time", "total_overlap"]
    percent: float
    seconds: float


class Pace(Shape):
    wpm: int


class Times(Shape):
    percentage: float
    seconds: float


class OverlappingMember(Shape):
    id: str
    name: str
    user_id: str | None = None
    percent: float
    seconds: float


class OverlapShape(Shape):
    """Empty where nobody spoke at the same time."""

    overlap_duration: float | None = None
    overlapping_members: tuple[OverlappingMember, ...] | None = None


class MemberAnalytics(Shape):
    id: str
    name: str
    user_id: str | None = None
    pace: Pace
    talk_time: Times
    listen_time: Times
    overlap: OverlapShape


class Analytics(Shape):
    metrics: tuple[Metric, ...]
    members: tuple[MemberAnalytics, ...]
