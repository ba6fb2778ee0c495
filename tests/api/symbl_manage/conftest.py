from tests.api.symbl.conftest import client, home

__all__ = ["client", "home"]
