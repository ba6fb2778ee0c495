"""For what is judged before a home is asked: one home is enough."""

from pathlib import Path

import pytest

from novapulse.services.home import Home
from tests.api.conftest import UNREACHED_LIMITS
from tests.services.house import HandClock, RememberingRunner, make_home


@pytest.fixture
def home(tmp_path: Path, clock: HandClock, runner: RememberingRunner) -> Home:
    return make_home(
        tmp_path, clock=clock, runner=runner, max_upload_bytes=100_000, **UNREACHED_LIMITS
    )
