import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from novapulse.bootstrap.stores import open_stores
from novapulse.cli.app import app
from novapulse.config import Settings
from novapulse.domain.keys import SCOPES
from novapulse.domain.wire_time import wire_time
from novapulse.services.access_tokens import issue_token
from novapulse.services.keys import authenticate


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def create(data_dir: str, scopes: str, tenant: str = "acme") -> Result:
    options = ["--tenant", tenant, "--scopes", scopes, "--data-dir", data_dir, "--json"]
    return run("keys", "create", *options)


@pytest.fixture
def data_dir(tmp_path: Path) -> str:
    return str(tmp_path / "data")


def test_a_made_key_opens_the_api_and_is_printed_as_one_json_document(data_dir: str) -> None:
    made = run(
        "keys", "create", "--tenant", "acme", "--scopes", "all", "--data-dir", data_dir, "--json"
    )
    assert made.exit_code == 0
    document = json.loads(made.stdout)
    assert set(document) == {"key", "id", "tenant", "scopes", "expires_at"}
    assert document["expires_at"] is None
    assert document["scopes"] == list(SCOPES)
    stores = open_stores(Settings(data_dir=Path(data_dir)))
    found = authenticate(f"Bearer {document['key']}", keys=stores.keys, clock=stores.clock)
    assert found.id == document["id"]
    assert stores.tenants.get("acme").tier == "professional"


def test_keys_start_no_jobs(data_dir: str) -> None:
    create(data_dir, "all")
    run("keys", "list", "--data-dir", data_dir)
    assert not (Path(data_dir) / "workflows.db").exists()
    assert not (Path(data_dir) / "server.lock").exists()


def test_the_secret_is_in_no_file(data_dir: str) -> None:
    made = run(
        "keys",
        "create",
        "--tenant",
        "acme",
        "--scopes",
        "jobs:read",
        "--data-dir",
        data_dir,
        "--json",
    )
    secret = json.loads(made.stdout)["key"].encode()
    files = [p for p in Path(data_dir).rglob("*") if p.is_file()]
    assert files
    assert not [p for p in files if secret in p.read_bytes()]


def test_an_unknown_scope_is_refused_by_name(data_dir: str) -> None:
    made = run(
        "keys", "create", "--tenant", "acme", "--scopes", "everything", "--data-dir", data_dir
    )
    assert made.exit_code == 2
    assert "everything" in made.stderr
    assert "audio:write" in made.stderr


def test_a_tenant_name_that_could_be_a_path_is_refused(data_dir: str) -> None:
    made = create(data_dir, "all", tenant="../acme")
    assert made.exit_code == 2


def test_a_revoked_key_is_listed_as_such(data_dir: str) -> None:
    made = run(
        "keys", "create", "--tenant", "acme", "--scopes", "all", "--data-dir", data_dir, "--json"
    )
    key_id = json.loads(made.stdout)["id"]
    assert run("keys", "revoke", key_id, "--data-dir", data_dir).exit_code == 0
    listed = json.loads(run("keys", "list", "--data-dir", data_dir, "--json").stdout)
    assert [(k["id"], k["revoked_at"] is not None) for k in listed] == [(key_id, True)]
    again = run("keys", "revoke", key_id, "--data-dir", data_dir)
    assert again.exit_code == 2
    assert key_id in again.stderr


def test_a_sandbox_key_with_an_end_for_a_new_tenant_of_a_tier(data_dir: str) -> None:
    options = ["--tenant", "acme", "--scopes", "all", "--data-dir", data_dir, "--json"]
    made = run("keys", "create", *options, "--tier", "free", "--expires-days", "30", "--test")
    document = json.loads(made.stdout)
    assert document["key"].startswith("nvp_test_")
    stores = open_stores(Settings(data_dir=Path(data_dir)))
    assert stores.tenants.get("acme").tier == "free"
    (key,) = stores.keys.list()
    assert key.expires_at is not None
    assert abs(key.expires_at - key.created_at - timedelta(days=30)) < timedelta(seconds=5)
    assert document["expires_at"] == wire_time(key.expires_at)


def test_a_tier_is_not_left_unheeded(data_dir: str) -> None:
    create(data_dir, "all")
    options = ["--tenant", "acme", "--scopes", "all", "--data-dir", data_dir]
    assert run("keys", "create", *options, "--tier", "professional").exit_code == 0
    refused = run("keys", "create", *options, "--tier", "free")
    assert refused.exit_code == 2
    assert "novapulse tenants set acme --tier free" in " ".join(refused.stderr.split())


@pytest.mark.parametrize("option", [("--expires-days", "0"), ("--tier", "gold")])
def test_an_option_that_is_not_accepted_makes_no_tenant(
    data_dir: str, option: tuple[str, str]
) -> None:
    options = ["--tenant", "acme", "--scopes", "all", "--data-dir", data_dir]
    assert run("keys", "create", *options, *option).exit_code == 2
    assert open_stores(Settings(data_dir=Path(data_dir))).tenants.list() == ()


def test_an_app_of_the_symbl_api_gets_every_scope_but_what_was_redacted(data_dir: str) -> None:
    made = run("keys", "create", "--symbl", "--tenant", "acme", "--data-dir", data_dir, "--json")
    document = json.loads(made.stdout)
    assert set(document) == {"app_id", "app_secret", "tenant", "scopes", "expires_at"}
    assert set(SCOPES) - set(document["scopes"]) == {"pii:read"}
    stores = open_stores(Settings(data_dir=Path(data_dir)))
    issued = issue_token(
        app_id=document["app_id"],
        app_secret=document["app_secret"],
        seconds=3600,
        keys=stores.keys,
        clock=stores.clock,
    )
    assert issued.expires_in > 3500


def test_a_key_that_is_no_app_names_its_scopes(data_dir: str) -> None:
    made = run("keys", "create", "--tenant", "acme", "--data-dir", data_dir, "--json")
    assert made.exit_code != 0
    assert "--scopes" in made.stdout + made.stderr
