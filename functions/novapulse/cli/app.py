"""The commands and their options. Each command imports what it needs when it runs."""

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from novapulse.cli.failures import shown_to_the_person
from novapulse.cli.job_commands import jobs
from novapulse.cli.options import AsJson, DataDir, InAws, Key, Url
from novapulse.cli.policy_commands import policies
from novapulse.cli.search_commands import ask, search
from novapulse.cli.tenant_commands import tenants

app = typer.Typer(
    help="Recorded calls in, insight out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
keys = typer.Typer(help="API keys of this data directory, or of AWS.", no_args_is_help=True)
app.add_typer(keys, name="keys")
app.add_typer(tenants, name="tenants")
app.add_typer(jobs, name="jobs")
app.add_typer(policies, name="policies")
app.command()(search)
app.command()(ask)


@app.command()
def analyze(
    file: Annotated[
        Path,
        typer.Argument(help="A recording (WAV, MP3, M4A, FLAC, video ...), or a text: X.json."),
    ],
    *,
    pipeline: Annotated[
        str, typer.Option(help="transcription or full-analysis.")
    ] = "full-analysis",
    language: Annotated[
        str | None,
        typer.Option(
            help="BCP-47, such as en-US; of a text told from its words if left out.",
            show_default="en-US",
        ),
    ] = None,
    as_json: AsJson = False,
    data_dir: Annotated[
        Path | None,
        typer.Option("--data-dir", help="Keep the results here; without it nothing is kept."),
    ] = None,
    url: Url = None,
    key: Key = None,
    resume: Annotated[
        str | None, typer.Option(help="Go on with this upload, which was interrupted.")
    ] = None,
) -> None:
    """Analyse one recording, or a call as text ({"turns": [{"speaker", "text"}]}), here or at a
    server, and print a report."""
    from novapulse.cli.remote import analyze_remotely, chosen_server

    with shown_to_the_person(as_json=as_json):
        server = chosen_server(url, key, data_dir=data_dir)
        if server is not None:
            analyze_remotely(
                server, file, pipeline=pipeline, language=language, as_json=as_json, upload=resume
            )
            return
        from novapulse.cli.analyze import analyze_file

        analyze_file(file, pipeline=pipeline, language=language, as_json=as_json, data_dir=data_dir)


@app.command()
def cost(
    hours: Annotated[float, typer.Option(help="Of audio in a month.")],
    *,
    duty: Annotated[
        float, typer.Option(help="Share of the paid GPU time in which it works, 0.001 to 1.")
    ] = 0.4,
    call_minutes: Annotated[float, typer.Option(help="Length of a call.")] = 6.0,
    megabytes_per_hour: Annotated[float, typer.Option(help="Of a recording.")] = 30.0,
    retention_days: Annotated[float, typer.Option(help="How long results are kept.")] = 90.0,
    transcriber_speed: Annotated[
        float, typer.Option(help="Seconds of audio in a second of its GPU.")
    ] = 40.0,
    diarizer_speed: Annotated[float, typer.Option(help="The same of the diarizer.")] = 30.0,
    as_json: AsJson = False,
) -> None:
    """What a month of the AWS home costs, from unit prices and what a call uses."""
    from novapulse.cli.cost import show_cost
    from novapulse.services.cost.usage import Workload

    with shown_to_the_person(as_json=as_json):
        workload = Workload(
            hours=hours,
            duty=duty,
            call_minutes=call_minutes,
            megabytes_per_hour=megabytes_per_hour,
            retention_days=retention_days,
            transcriber_speed=transcriber_speed,
            diarizer_speed=diarizer_speed,
        )
        show_cost(workload, as_json=as_json)


@app.command()
def serve(
    port: Annotated[
        int | None, typer.Option(help="0 takes a free one.", show_default="8000")
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="The address to listen at.", show_default="127.0.0.1")
    ] = None,
    data_dir: DataDir = None,
    drop_dir: Annotated[
        Path | None,
        typer.Option("--drop-dir", help="Take in the recordings that are put at DIR/TENANT/."),
    ] = None,
    show_key: Annotated[
        bool, typer.Option("--show-key", help="Make an API key and print curl lines with it.")
    ] = False,
) -> None:
    """Run the server: the HTTP API, and the jobs that come in by it."""
    from novapulse.cli.serve import run_server

    with shown_to_the_person():
        run_server(port=port, host=host, data_dir=data_dir, drop_dir=drop_dir, show_key=show_key)


@keys.command("create")
def create(
    tenant: Annotated[str, typer.Option(help="Whose key it is; made when new.")],
    scopes: Annotated[
        str | None,
        typer.Option(help="all, or a comma-separated list; --symbl: all but pii:read."),
    ] = None,
    *,
    symbl: Annotated[
        bool, typer.Option("--symbl", help="App id and secret for clients of the Symbl API.")
    ] = False,
    tier: Annotated[
        str | None,
        typer.Option(
            help="Of a new tenant: free, starter, professional or enterprise.",
            show_default="professional",
        ),
    ] = None,
    expires_days: Annotated[
        int | None, typer.Option(help="The key ends by itself.", show_default="never")
    ] = None,
    test: Annotated[
        bool, typer.Option("--test", help="A sandbox key, nvp_test_ instead of nvp_live_.")
    ] = False,
    data_dir: DataDir = None,
    aws: InAws = False,
    as_json: AsJson = False,
) -> None:
    """Make a key. It is shown once."""
    from novapulse.cli.keys import KeyRequest, create_key

    wanted = KeyRequest(
        tenant, scopes, tier=tier, expires_days=expires_days, live=not test, symbl=symbl
    )
    with shown_to_the_person(as_json=as_json):
        create_key(wanted, data_dir=data_dir, aws=aws, as_json=as_json)


@keys.command("list")
def list_(data_dir: DataDir = None, aws: InAws = False, as_json: AsJson = False) -> None:
    """List all keys, without their secrets."""
    from novapulse.cli.keys import list_keys

    with shown_to_the_person(as_json=as_json):
        list_keys(data_dir=data_dir, aws=aws, as_json=as_json)


@keys.command("revoke")
def revoke(
    key_id: Annotated[str, typer.Argument(help="As shown by keys list.")],
    data_dir: DataDir = None,
    aws: InAws = False,
) -> None:
    """End a key at once."""
    from novapulse.cli.keys import revoke_key

    with shown_to_the_person():
        revoke_key(key_id, data_dir=data_dir, aws=aws)


def run() -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    app(prog_name="novapulse")


def _leave(number: int, _frame: object) -> None:
    """As Ctrl-C does: what was begun is tidied up on the way out."""
    sys.exit(128 + number)
