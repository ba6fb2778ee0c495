"""What a program that only talks to a server must not have to load."""

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
