"""``python -m … FOLDER``: InvokeEndpointAsync and DescribeEndpoint, on a port of its own.

``PUT /definitions`` says, once the stack is there, which endpoints there are and where AWS is:
``{"aws": address, "endpoints": [Definition, …]}``.
"""

import json
import sys
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.e2e.aws.child import tell_address
from tests.e2e.aws.cloud import Cloud
from tests.e2e.aws.leash import on_a_leash
from tests.e2e.aws.sagemaker.endpoint import HEADER, Asked, Definition, Endpoint


class SageMaker(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.endpoints: dict[str, Endpoint] = {}

    def define(self, told: Mapping[str, Any]) -> None:
        cloud = Cloud(told["aws"])
        s3, sns = cloud.client("s3"), cloud.client("sns")

        def put(uri: str, content: bytes) -> None:
            s3.put_object(**_place(uri), Body=content)

        def get(uri: str) -> bytes:
            return bytes(s3.get_object(**_place(uri))["Body"].read())

        def publish(topic: str, message: Mapping[str, Any]) -> None:
            sns.publish(TopicArn=topic, Message=json.dumps(message))

        for each in told["endpoints"]:
            made = Endpoint(Definition(**each), get=get, put=put, publish=publish)
            self.endpoints[made.definition.name] = made


class _Requests(BaseHTTPRequestHandler):
    server: SageMaker

    def do_GET(self) -> None:
        self._answer(200, {"endpoints": sorted(self.server.endpoints)})

    def do_PUT(self) -> None:
        self.server.define(json.loads(self._body()))
        self._answer(200, {})

    def do_POST(self) -> None:
        parts = self.path.strip("/").split("/")
        if len(parts) == 3 and (parts[0], parts[2]) == ("endpoints", "async-invocations"):
            self._body()
            self._ask(parts[1])
        elif self.headers.get("X-Amz-Target") == "SageMaker.DescribeEndpoint":
            self._describe(json.loads(self._body())["EndpointName"])
        else:
            self._refuse("UnknownOperationException")

    def _ask(self, name: str) -> None:
        endpoint = self.server.endpoints.get(name)
        if endpoint is None or not self.headers.get(f"{HEADER}InputLocation"):
            self._refuse("ValidationError")
            return
        asked = Asked.by(name, self.headers)
        endpoint.ask(asked)
        where = {
            f"{HEADER}OutputLocation": endpoint.answer_of(asked),
            f"{HEADER}FailureLocation": endpoint.failure_of(asked),
        }
        self._answer(202, {"InferenceId": asked.inference_id}, where)

    def _describe(self, name: str) -> None:
        if name not in self.server.endpoints:
            self._refuse("ValidationException")
            return
        self._answer(200, {"EndpointName": name, "EndpointStatus": "InService"})

    def _refuse(self, error: str) -> None:
        said = {"__type": error, "message": f"{error}: {self.path}"}
        self._answer(400, said, {"x-amzn-ErrorType": error})

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(
        self, status: int, document: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _place(uri: str) -> dict[str, str]:
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    return {"Bucket": bucket, "Key": key}


def main() -> int:
    on_a_leash()
    server = SageMaker()
    tell_address(Path(sys.argv[1]), server.server_port)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
