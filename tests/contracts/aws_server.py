"""The AWS home as one server: the API's own function behind API Gateway, and the state machine's
functions in its order. What the model endpoints hear is written down beforehand."""

from collections.abc import Callable
from typing import Any

import httpx

from novapulse.domain.keys import SCOPES
from novapulse.handlers import api
from novapulse.services.keys import create_key
from tests.api.gateway import HOST, Gateway
from tests.handlers.house import House
from tests.handlers.test_pipeline import Machine


class AwsServer:
    """``house`` must be what ``novapulse.handlers.api`` takes for its home."""

    def __init__(self, house: House) -> None:
        self._house = house

    def make_key(self, tenant: str = "acme") -> str:
        ports = self._house.ports
        new = create_key(
            tenant=tenant, scopes=SCOPES, tenants=ports.tenants, keys=ports.keys, clock=ports.clock
        )
        return new.secret

    def client(self, key: str) -> httpx.Client:
        return httpx.Client(
            base_url=f"https://{HOST}",
            headers={"authorization": f"Bearer {key}"},
            transport=Between(Gateway(api.handler), self.run_started),
        )

    def run_started(self) -> None:
        """Each execution that was started, to its end."""
        executions = self._house.step_functions.executions
        for name, execution in list(executions.items()):
            if execution["status"] == "RUNNING":
                self._house.step_functions.ends(name, "SUCCEEDED")
                Machine(self._house).run(self._house.ports.jobs.get("acme", name))


class Between(httpx.BaseTransport):
    """Something is done before each request."""

    def __init__(self, transport: httpx.BaseTransport, before: Callable[[], Any]) -> None:
        self._transport = transport
        self._before = before

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._before()
        return self._transport.handle_request(request)
