"""A client of the Symbl API over real stores of either home."""

from tests.api.symbl.conftest import client, home

__all__ = ["client", "home"]
