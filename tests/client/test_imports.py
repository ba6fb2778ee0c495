"""What a program that only talks to a server gets, and must not have to load."""

import importlib.resources
import subprocess
import sys

SERVER_LIBRARIES = ("fastapi", "starlette", "sqlalchemy", "dbos", "uvicorn", "av", "numpy", "scipy")


def test_the_client_loads_nothing_of_the_server() -> None:
    program = f"""
import sys
import novapulse.client
loaded = [name for name in {SERVER_LIBRARIES} if name in sys.modules]
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_type_checkers_are_told_that_it_is_typed() -> None:
    assert (importlib.resources.files("novapulse") / "py.typed").is_file()
