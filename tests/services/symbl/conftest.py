from pathlib import Path

import pytest

from novapulse.services.home import Home
from tests.services.house import make_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path)
