"""The CallCov dialect on loopback, with analyses in every state to ask for: ``python -m
tests.fuzz.callcov_server FOLDER``. Prints one JSON document and serves until its input ends."""

import json
import sys
from pathlib import Path

from novapulse.domain.keys import SCOPES
from novapulse.services.keys import create_key
from tests.api.server import any_wav, serving
from tests.contracts.callcov.caller import ANALYSIS, caller
from tests.fuzz.server import LIMITS, jobs_in_every_state
from tests.services.house import make_home

OF_EACH_STATE = 15


def main() -> None:
    home = make_home(Path(sys.argv[1]), probe=any_wav, **LIMITS)
    key = create_key(
        tenant="acme",
        scopes=SCOPES,
        tenants=home.tenants,
        keys=home.keys,
        clock=home.clock,
        tier="enterprise",
    ).secret
    for number in range(OF_EACH_STATE):
        jobs_in_every_state(home, number)
    listed = caller(home, key).get(ANALYSIS).json()["data"]
    ids = [each["id"] for each in listed]
    with serving(home) as port:
        print(json.dumps({"port": port, "key": key, "ids": ids}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
