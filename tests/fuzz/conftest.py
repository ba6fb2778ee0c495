"""How many cases: few in ``make test``, more in ``make fuzz``."""

import pytest

CASES = 1000


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fuzz-cases", type=int, default=CASES, help="requests made in all")
