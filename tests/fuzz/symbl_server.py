"""The Symbl API on loopback, with conversations in every state to ask for: ``python -m
tests.fuzz.symbl_server FOLDER``. Prints one JSON document and serves until its input ends."""

import json
import sys
from pathlib import Path

from novapulse.domain.keys import SCOPES
from novapulse.services.access_tokens import issue_token
from novapulse.services.home import Home
from novapulse.services.keys import create_key
from novapulse.services.symbl.ids import conversation_id, job_uuid
from tests.api.server import any_wav, serving
from tests.fuzz.server import LIMITS, jobs_in_every_state
from tests.services.house import make_home

OF_EACH_STATE = 15


def new_token(home: Home) -> str:
    app = create_key(
        tenant="acme",
        scopes=SCOPES,
        tenants=home.tenants,
        keys=home.keys,
        clock=home.clock,
        tier="enterprise",
    )
    return issue_token(
        app_id=app.key.id, app_secret=app.secret, seconds=86400, keys=home.keys, clock=home.clock
    ).token


def main() -> None:
    home = make_home(Path(sys.argv[1]), probe=any_wav, **LIMITS)
    token = new_token(home)
    ids = [each for n in range(OF_EACH_STATE) for each in jobs_in_every_state(home, n)]
    with serving(home) as port:
        found = {
            "port": port,
            "token": token,
            "conversations": [conversation_id(each) for each in ids],
            "jobs": [job_uuid(each) for each in ids],
        }
        print(json.dumps(found), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
