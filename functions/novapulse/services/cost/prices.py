"""The unit prices of ``prices.toml``: the one place where a price stands."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

PRICE_LIST = Path(__file__).with_name("prices.toml")


@dataclass(frozen=True)
class Price:
    """``usd`` for one ``unit``; ``as_of``: the newest date for which ``source`` was seen."""

    usd: float
    unit: str
    source: str
    as_of: date


@cache
def price_list() -> Mapping[str, Price]:
    tables = tomllib.loads(PRICE_LIST.read_text(encoding="utf-8"))
    return {name: Price(**table) for name, table in tables.items()}
