"""Whether the front answers: ``python -m novapulse.handlers.front_health``."""

import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

PORT = 8080
SECONDS = 4.0


def healthy(port: int = PORT) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", "/v1/health")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not healthy())
