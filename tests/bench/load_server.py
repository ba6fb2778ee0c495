"""``python -m tests.bench.load_server DATA_DIR``: one uvicorn worker that serves the whole API, on
a running local home, beside a bare FastAPI route that answers the same. Ends with its input."""

import json
import sys
import threading
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from novapulse.api.dispatcher import Dispatcher
from novapulse.api.native.app import create_app
from novapulse.bootstrap.local_home import LocalHome
from novapulse.config import Settings
from novapulse.domain.admission import AdmissionRules
from novapulse.domain.keys import SCOPES
from novapulse.services.home import Home
from novapulse.services.keys import create_key
from tests.adapters.make import make_job

BARE, FULL = "/bare/jobs", "/v1/jobs"
UNREACHED = 10**9


def main() -> None:
    settings = Settings(
        data_dir=Path(sys.argv[1]),
        workers=1,
        engine="sphinx",
        offline=True,
        port=0,
        result_requests=UNREACHED,
        other_requests=UNREACHED,
    )
    with LocalHome(settings, report=lambda _: None) as home:
        job_id, key = _stored_job(home)
        app = create_app(home)
        server = Dispatcher(app, [((BARE,), _bare(_answer(app, job_id, key)))])
        _serve(server, {"job_id": job_id, "key": key})


def _stored_job(home: Home) -> tuple[str, str]:
    """Id and key of an ended job: nothing else runs on the machine."""
    tenant = "bench"
    new = create_key(
        tenant=tenant, scopes=SCOPES, tenants=home.tenants, keys=home.keys, clock=home.clock
    )
    job = make_job(tenant=tenant)
    home.jobs.admit(job, AdmissionRules())
    home.jobs.start(tenant, job.id, home.clock.now())
    home.jobs.complete(tenant, job.id, home.clock.now(), ())
    return job.id, new.secret


def _answer(app: FastAPI, job_id: str, key: str) -> dict[str, Any]:
    answer = TestClient(app).get(f"{FULL}/{job_id}", headers={"Authorization": f"Bearer {key}"})
    answer.raise_for_status()
    document: dict[str, Any] = answer.json()
    return document


def _bare(answer: dict[str, Any]) -> FastAPI:
    app = FastAPI()

    @app.get(f"{BARE}/{{job_id}}")
    async def get_job(job_id: str) -> dict[str, Any]:
        return answer

    return app


def _serve(app: Dispatcher, told: dict[str, str]) -> None:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))

    def control() -> None:
        while not server.started:
            threading.Event().wait(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        print(json.dumps(told | {"port": port}), flush=True)
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=control, daemon=True).start()
    server.run()


if __name__ == "__main__":
    main()
