"""Several HTTP dialects behind one port, told apart by the beginning of the path."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send


class Dispatcher:
    """``dialects`` are pairs of prefixes and application; every other path goes to ``default``,
    whose lifespan is the one lifespan of the server. A prefix ends at a ``/`` or with the path:
    ``/v1/process`` takes ``/v1/process/audio`` and not ``/v1/processes``."""

    def __init__(
        self, default: ASGIApp, dialects: Sequence[tuple[tuple[str, ...], ASGIApp]] = ()
    ) -> None:
        self._default = default
        self._table = [
            (prefix.rstrip("/"), app) for prefixes, app in dialects for prefix in prefixes
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app_for(scope)(scope, receive, send)

    def _app_for(self, scope: Scope) -> ASGIApp:
        path = scope.get("path", "")
        for prefix, app in self._table:
            if path == prefix or path.startswith(f"{prefix}/"):
                return app
        return self._default
