"""The HTTP API as a function that takes the events of API Gateway's HTTP APIs (payload 2.0)."""

from typing import Any

from novapulse.bootstrap.aws.ports import Ports


def http_function(home: Ports) -> Any:
    """The application's lifespan is that of one request: a function is frozen between two, and
    what is to be written must be written before."""
    from mangum import Mangum

    from novapulse.api.dispatcher import Dispatcher
    from novapulse.api.native.app import create_app
    from novapulse.bootstrap.aws.home import aws_home

    return Mangum(Dispatcher(create_app(aws_home(home))), lifespan="on")
