"""Options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where everything is kept.", show_default="var"),
]
InAws = Annotated[
    bool, typer.Option("--aws", help="Those of the AWS home: the table NOVAPULSE_AWS_TABLE.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON document and nothing else on stdout.")
]
Url = Annotated[
    str | None, typer.Option("--url", help="A server's address.", show_default="NOVAPULSE_URL")
]
Key = Annotated[
    str | None,
    typer.Option(
        "--key",
        help="An API key. Others on this machine can see it among the processes: "
        "NOVAPULSE_API_KEY is safer.",
        show_default="NOVAPULSE_API_KEY",
    ),
]
