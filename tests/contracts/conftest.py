"""The clients that contracts are held against: in this process, and a server of its own."""

from tests.api.conftest import (
    aws,
    client,
    clock,
    home,
    open_home,
    pytest_generate_tests,
    runner,
)
from tests.e2e.conftest import server

__all__ = [
    "aws",
    "client",
    "clock",
    "home",
    "open_home",
    "pytest_generate_tests",
    "runner",
    "server",
]
