"""The clients that contracts are held against: in this process, and a server of its own."""

from tests.api.conftest import client, clock, home, runner
from tests.e2e.conftest import server

__all__ = ["client", "clock", "home", "runner", "server"]
