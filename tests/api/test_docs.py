import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.api.native.error_codes import ERROR_CODES
from novapulse.api.native.schemas import ErrorAnswer
from novapulse.services.home import Home
from tests.api.clients import client_of
from tests.api.conftest import OpenHome

METHODS = {"get", "post", "put", "delete", "patch"}


@pytest.fixture
def visitor(home: Home) -> TestClient:
    """Without a key."""
    return client_of(home)


def test_the_page_and_all_that_it_loads_come_from_this_server(visitor: TestClient) -> None:
    page = visitor.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    links = re.findall(r'(?:src|href)="([^"]+)"|url: \'([^\']+)\'', page.text)
    paths = [link or url for link, url in links]
    assert len(paths) == 4
    for path in paths:
        assert not re.match(r"[a-z]*:|/", path)
        loaded = visitor.get(f"/{path}")
        assert loaded.status_code == 200
        assert len(loaded.content) > 500
    assert visitor.get("/docs/swagger-ui.css").headers["content-type"].startswith("text/css")
    assert "http" not in page.text.replace("http-equiv", "")


def test_the_page_may_run_its_own_script_and_reach_no_other_server(visitor: TestClient) -> None:
    page = visitor.get("/docs")
    policy = dict(
        part.split(" ", 1) for part in page.headers["content-security-policy"].split("; ")
    )
    [script] = re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert policy["script-src"] == f"'self' 'sha256-{digest}'"
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == policy["style-src"] == "'self'"


@pytest.mark.parametrize("name", ["", "core.py", "redoc.standalone.js", "..%2fcore.py"])
def test_no_other_file_is_served(visitor: TestClient, name: str) -> None:
    assert visitor.get(f"/docs/{name}").status_code == 404


def test_the_document_tells_of_no_page(visitor: TestClient) -> None:
    document = visitor.get("/openapi.json").json()
    assert all(path.startswith("/v1/") for path in document["paths"])


def test_every_answer_is_documented_with_its_headers(visitor: TestClient) -> None:
    document: dict[str, Any] = visitor.get("/openapi.json").json()
    for path in document["paths"].values():
        for method in METHODS & set(path):
            responses = path[method]["responses"]
            assert set(responses) >= {"429", "500", "503"}
            assert not set(responses) & {"422", "default"}
            for status, response in responses.items():
                expected = {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"}
                expected |= {"Retry-After"} if status == "429" else set()
                expected |= {"WWW-Authenticate"} if status == "401" else set()
                assert set(response["headers"]) >= expected
    for header in document["components"]["headers"].values():
        assert header["required"]
    assert "HTTPValidationError" not in document["components"]["schemas"]


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def test_every_operation_has_a_short_name_of_its_own_and_a_group(visitor: TestClient) -> None:
    document: dict[str, Any] = visitor.get("/openapi.json").json()
    found = operations(document).values()
    names = [operation["operationId"] for operation in found]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+_[a-z]+", name) for name in names)
    groups = {tag["name"] for tag in document["tags"]}
    assert {tag for operation in found for tag in operation["tags"]} == groups


def test_every_error_is_shown_as_it_is_sent_where_it_is_sent(visitor: TestClient) -> None:
    document: dict[str, Any] = visitor.get("/openapi.json").json()
    shown: set[tuple[int, str]] = set()
    for operation in operations(document).values():
        for status, response in operation["responses"].items():
            if int(status) < 400:
                continue
            examples = response["content"]["application/json"]["examples"]
            assert examples
            for code, example in examples.items():
                error = ErrorAnswer.model_validate(example["value"]).error
                assert (error.code, error.status) == (code, int(status))
                assert f"`{code}`" in response["description"]
                shown.add((error.status, error.code))
    assert shown == {(error.status, error.code) for error in ERROR_CODES}


def test_an_error_that_belongs_to_other_routes_is_not_shown(visitor: TestClient) -> None:
    found = operations(visitor.get("/openapi.json").json())
    assert "pipeline_mismatch" not in str(found["GET /v1/jobs/{job_id}"])
    assert "job_not_found" not in str(found["GET /v1/audio/uploads/{upload_id}"])
    routes = {route for error in ERROR_CODES for route in error.routes}
    assert routes <= set(found)


def test_the_document_names_the_server_where_it_is_known_by_another_name(
    open_home: OpenHome,
) -> None:
    behind_a_proxy = open_home(public_url="https://calls.example.com/novapulse/")
    document = client_of(behind_a_proxy).get("/openapi.json").json()
    assert document["servers"] == [{"url": "https://calls.example.com/novapulse"}]


def test_every_success_says_what_it_is(visitor: TestClient) -> None:
    for operation in operations(visitor.get("/openapi.json").json()).values():
        successes = [r for status, r in operation["responses"].items() if status < "300"]
        assert successes
        for success in successes:
            assert success["description"] != "Successful Response"
            for content in success["content"].values():
                assert {"example", "examples"} & set(content) or _is_bytes(content)


def _is_bytes(content: dict[str, Any]) -> bool:
    return bool(content["schema"].get("format") == "binary")
