"""Functions run in AWS's own runtime client: ministack's own workers call every error
``Runtime.HandlerError``, so that nothing could be retried or caught by its name."""

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.e2e.aws.emulator.execution_environment import Function
from tests.e2e.aws.emulator.pool import Pool

Record = Mapping[str, Any]


class LambdaPlane:
    """``settings`` is added to every function's environment."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self._code = folder / "code"
        self._logs = folder / "functions"
        self._settings = settings
        self._unpacking = threading.Lock()
        self._logs.mkdir()
        self.pool = Pool(folder / "environments")

    def patch(self) -> None:
        lambda_svc: Any = import_module("ministack.services.lambda_svc")
        lambda_svc._execute_function_warm = self._execute
        lambda_svc._snapstart_provision_version_async = _provisioned

    def _execute(self, record: Record, event: Any, request_id: str) -> dict[str, Any]:
        """In the form of what it replaces."""
        outcome = self.pool.invoke(self._function(record), json.dumps(event).encode())
        answer = {"body": json.loads(outcome.body or b"null"), "log": ""}
        return {**answer, "error": True} if outcome.failed else answer

    def _function(self, record: Record) -> Function:
        config = record.get("config") or record
        arn = ":".join(config["FunctionArn"].split(":")[:7])
        given = (config.get("Environment") or {}).get("Variables") or {}
        return Function(
            arn=arn,
            revision=f"{config.get('CodeSha256')} {config.get('RevisionId')}",
            handler=config["Handler"],
            code=self._unpacked(record["code_zip"]),
            settings={**given, **self._settings},
            memory=int(config.get("MemorySize", 128)),
            timeout=float(config.get("Timeout", 3)),
            log=self._logs / f"{arn.split(':')[6]}.log",
        )

    def _unpacked(self, asset: bytes) -> Path:
        """Functions with the same asset share its folder."""
        folder = self._code / hashlib.sha256(asset).hexdigest()[:16]
        with self._unpacking:
            if not folder.is_dir():
                zipfile.ZipFile(io.BytesIO(asset)).extractall(folder)
        return folder


def _provisioned(name: str, version: dict[str, Any]) -> None:
    """No snapshot is taken: a version is as any function, and begins when it is first called."""
    version["config"] |= {
        "State": "Active",
        "StateReason": "",
        "StateReasonCode": "",
        "LastUpdateStatus": "Successful",
    }
