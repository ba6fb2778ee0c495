"""Errors as a person at the terminal should see them: what, why, what next; never a traceback."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape

from novapulse.cli.json_output import print_json
from novapulse.cli.terminal import Terminal, advise
from novapulse.domain.errors import EngineUnavailable, NovaPulseError

INPUT_REFUSED = 2
FAILED = 1
INTERRUPTED = 130
"""128 + SIGINT, as shells count."""

NOT_THE_INPUT = (
    "internal_error",
    "worker_died",
    "stage_timeout",
    "engine_unavailable",
    "service_unavailable",
    "connection_failed",
    "unexpected_answer",
    "upload_interrupted",
    "rate_limit_exceeded",
    "concurrent_jobs_exceeded",
    "job_not_ready",
    "correction_under_way",
    "correction_failed",
)
"""Codes of failures that the same input need not meet again."""

NEXT_STEP = {
    "audio_missing": "Check the path; --help shows how to call this command.",
    "audio_empty": "Check that the recording was copied whole.",
    "unsupported_media_type": "Play it in a media player; if that works, convert it to WAV.",
    "audio_undecodable": "Play it in a media player; if that works, convert it to WAV. The name of "
    "a call as text ends in .json.",
    "system_error": "Check the path, its permissions and the space on the disk.",
    "data_dir_in_use": "Send the recording to the running server instead (see the README).",
    "recording_unreadable": "Check the path and that nothing writes to the file any more.",
    "connection_failed": "Check --url (or NOVAPULSE_URL); 'novapulse serve' starts a server.",
    "unexpected_answer": "Check that --url is that of a NovaPulse server.",
    "not_found": "Check --url (or NOVAPULSE_URL): the server's address, without /v1 at its end.",
    "invalid_url": "Check --url (or NOVAPULSE_URL).",
    "missing_api_key": "Set NOVAPULSE_API_KEY; 'novapulse keys create' makes a key.",
    "invalid_api_key": "Check NOVAPULSE_API_KEY; 'novapulse keys create' makes a key.",
    "expired_api_key": "Make a new key with 'novapulse keys create'.",
    "insufficient_permissions": "Make a key with that scope: 'novapulse keys create --scopes'.",
    "job_already_exists": "Look at that job: 'novapulse jobs show JOB_ID'.",
    "job_not_found": "'novapulse jobs list' shows the jobs of your key's tenant.",
    "audio_not_available": "'novapulse jobs show JOB_ID' shows what was said.",
    "job_not_ready": "'novapulse jobs show JOB_ID' tells how it stands.",
    "speaker_not_found": "'novapulse jobs speakers JOB_ID' shows who speaks in the call.",
    "speakers_ambiguous": "'novapulse jobs speakers JOB_ID' shows who speaks in the call.",
    "correction_under_way": "Wait a moment and run the command again.",
    "correction_failed": "Run the command again.",
    "invalid_parameter": "Add --help to the command: it shows what is accepted.",
    "nothing_kept": "Give --data-dir where 'analyze' or 'serve' keep it, or --url of a server.",
    "tenant_not_found": "'novapulse tenants list' shows those there are.",
    "aws_refused": "Check the region, the credentials and NOVAPULSE_AWS_TABLE (docs/deploy.md).",
    "setting_missing": "docs/deploy.md tells where its value is shown.",
    "llm_model_missing": "docs/language-models.md tells how a server is set.",
    "rate_limit_exceeded": "Wait a minute and run the command again.",
    "concurrent_jobs_exceeded": "Wait until a job has ended and run the command again.",
    "upload_interrupted": "Run the same command again with --resume and the upload's id.",
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
        raise typer.Exit(FAILED if missing else exit_code(error.code)) from None
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
        Console(stderr=True, soft_wrap=True).print(
            "[yellow]Interrupted.[/] Nothing was left behind half done."
        )
        raise typer.Exit(INTERRUPTED) from None


def exit_code(error_code: str) -> int:
    return FAILED if error_code in NOT_THE_INPUT else INPUT_REFUSED


def show_failure(code: str, message: str, *, as_json: bool) -> None:
    if as_json:
        # What failed may be stdout itself; the person is told all the same.
        with suppress(OSError):
            print_json({"error": {"code": code, "message": message}})
    # Soft: a terminal wraps the lines itself, and a log keeps each of them whole.
    console = Terminal(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"[red]Failed[/] ({code}): {escape(message)}")
    if code in NEXT_STEP:
        advise(NEXT_STEP[code])
