"""Errors as a person at the terminal should see them: what, why, what next; never a traceback."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from pydantic import ValidationError
from rich.console import Console

from novapulse.cli.json_output import print_json
from novapulse.domain.errors import EngineUnavailable, NovaPulseError

INPUT_REFUSED = 2
FAILED = 1
INTERRUPTED = 130
"""128 + SIGINT, as shells count."""

NEXT_STEP = {
    "audio_missing": "Check the path; --help shows how to call this command.",
    "audio_empty": "Check that the recording was copied whole.",
    "audio_undecodable": "Play it in a media player; if that works, convert it to WAV.",
    "system_error": "Check the path, its permissions and the space on the disk.",
    "data_dir_in_use": "Send the recording to the running server instead (see the README).",
    "language_not_supported": "Try --language en-US, or see the README about engines.",
}


@contextmanager
def shown_to_the_person(*, as_json: bool = False) -> Iterator[None]:
    """Ends the command with the right exit code: 2 for refused input, 1 for any other failure."""
    try:
        yield
    except NovaPulseError as error:
        show_failure(error.code, error.message, as_json=as_json)
        missing = isinstance(error, EngineUnavailable)
        raise typer.Exit(FAILED if missing else INPUT_REFUSED) from None
    except ValidationError as error:
        first = error.errors(include_input=True, include_url=False)[0]
        setting = "_".join(str(part) for part in first["loc"]).upper()
        message = f"NOVAPULSE_{setting}: '{first['input']}' is not accepted: {first['msg']}"
        show_failure("invalid_setting", message, as_json=as_json)
        raise typer.Exit(INPUT_REFUSED) from None
    except typer.Exit:
        raise
    except BrokenPipeError:
        raise typer.Exit(FAILED) from None
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror)
        show_failure("system_error", what, as_json=as_json)
        raise typer.Exit(FAILED) from None
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} at {where.filename}:{where.lineno}"
        show_failure("internal_error", f"a defect of NovaPulse: {place}", as_json=as_json)
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        Console(stderr=True).print("[yellow]Interrupted.[/] Nothing was left behind half done.")
        raise typer.Exit(INTERRUPTED) from None


def show_failure(code: str, message: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"error": {"code": code, "message": message}})
    console = Console(stderr=True, highlight=False)
    console.print(f"[red]Failed[/] ({code}): ", end="")
    console.print(message, markup=False)
    if code in NEXT_STEP:
        console.print(f"[dim]Next:[/] {NEXT_STEP[code]}")
