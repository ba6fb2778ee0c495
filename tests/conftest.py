"""Fixtures that every part of the tests may use."""

import gc
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ONE_PROCESS = ("tests/e2e/aws", "tests/infra")
"""Folders whose tests share what takes long to set up: an emulated cloud, a synthesised stack."""
ALLOCATIONS_BETWEEN_COLLECTIONS = 20_000


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Half as many again as there are cores: a third of the time of the tests is waiting, for
    processes that start or are killed, for what is tried again, for hosts that hang."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) * 3 // 2


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """What holds in both homes alike is seen fast in one."""
    if isinstance(item, pytest.Function) and "aws" in _parameters(item):
        item.add_marker(pytest.mark.both_homes)


def _parameters(item: pytest.Function) -> list[str]:
    return item.callspec.id.split("-") if hasattr(item, "callspec") else []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes test, a file is one process's, since its fixtures are; files that
    take long begin first, so that none is left to run alone at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        file = item.path.relative_to(ROOT).as_posix()
        group = next((folder for folder in ONE_PROCESS if file.startswith(folder)), file)
        item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported and collected stays to the end: to look through it for garbage again and
    again, and through what each test leaves, is a tenth of the work of the fast ones."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS_BETWEEN_COLLECTIONS)


@pytest.fixture(scope="session")
def shared_audio() -> Path:
    """The folder of real recordings that are not part of the project."""
    folder = Path(os.environ.get("NOVAPULSE_AUDIO_DIR") or ROOT.parent / "shared" / "audio")
    if not folder.is_dir():
        pytest.skip(f"no recordings at {folder}; NOVAPULSE_AUDIO_DIR names another folder")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the project's own sample call."""
    return ROOT / "functions" / "novapulse" / "samples"
