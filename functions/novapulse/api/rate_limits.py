"""Rate limits for every dialect: who asks, how often it may, and three headers that say so."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from novapulse.api.callers import Caller, Credential, authorization, identify
from novapulse.api.key_use_log import KeyUseLog
from novapulse.domain.allowance import Allowance
from novapulse.domain.errors import TooManyRequests
from novapulse.domain.keys import KeyUse
from novapulse.services.home import Home

OTHER = "other"


@dataclass(frozen=True)
class Limit:
    """The requests of one key that count together: those with this method whose whole path
    matches. ``of_tenant`` makes those of all keys of a tenant count together, and says how many
    it may send, None for any number; ``requests`` is then for nobody."""

    name: str
    method: str
    path: re.Pattern[str]
    requests: int = 0
    of_tenant: Callable[[str], int | None] | None = None


class RateLimits:
    """Recognises the caller once (``scope["state"]["caller"]``), counts the request, and refuses it
    when none is left. What no limit names counts under ``other_requests``, and so does everything
    without a valid key, by address: whoever guesses keys soon has to wait."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        home: Home,
        limits: Sequence[Limit],
        uses: KeyUseLog,
        refuse: Callable[[TooManyRequests], Response],
        credential: Credential = authorization,
    ) -> None:
        self._app = app
        self._home = home
        self._limits = limits
        self._other = Limit(OTHER, "", re.compile(""), home.settings.other_requests)
        self._uses = uses
        self._refuse = refuse
        self._credential = credential

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        caller = identify(scope, self._home, self._credential)
        scope.setdefault("state", {})["caller"] = caller
        limit = self._other if caller.key is None else self._limit_of(scope)
        allowance = self._taken(caller, limit)

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                counted = () if allowance is None else _headers(allowance)
                message["headers"] = [*message.get("headers", ()), *counted]
                self._log_use(scope, caller)
            await send(message)

        app = self._app
        if allowance is not None and not allowance.allowed:
            app = self._refusal(allowance)
        await app(scope, receive, send_counted)

    def _limit_of(self, scope: Scope) -> Limit:
        for limit in self._limits:
            if scope["method"] == limit.method and limit.path.fullmatch(scope["path"]):
                return limit
        return self._other

    def _taken(self, caller: Caller, limit: Limit) -> Allowance | None:
        """None where there is no limit."""
        if limit.of_tenant is None or caller.key is None:
            return self._home.limiter.take(f"{caller.name}:{limit.name}", limit.requests)
        requests = limit.of_tenant(caller.key.tenant)
        if requests is None:
            return None
        return self._home.limiter.take(f"tenant {caller.key.tenant}:{limit.name}", requests)

    def _refusal(self, allowance: Allowance) -> Response:
        assert allowance.retry_after is not None
        window = self._home.settings.rate_window_seconds
        error = TooManyRequests(
            "rate_limit_exceeded",
            f"More than {allowance.limit} such requests in {window} seconds; "
            f"wait {allowance.retry_after} seconds.",
            retry_after=allowance.retry_after,
        )
        return self._refuse(error)

    def _log_use(self, scope: Scope, caller: Caller) -> None:
        # Once the answer begins, the route is known; a stream may go on for hours from then.
        if caller.key is None:
            return
        path = getattr(scope.get("route"), "path", "(no route)")
        self._uses.add(
            KeyUse(
                key_id=caller.key.id,
                at=self._home.clock.now(),
                endpoint=f"{scope['method'][:16]} {path}",
                address=caller.address,
            )
        )


def _headers(allowance: Allowance) -> tuple[tuple[bytes, bytes], ...]:
    return (
        (b"x-ratelimit-limit", b"%d" % allowance.limit),
        (b"x-ratelimit-remaining", b"%d" % allowance.remaining),
        (b"x-ratelimit-reset", b"%d" % allowance.reset_at),
    )
