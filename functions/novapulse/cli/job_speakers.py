"""``novapulse jobs speakers``: who speaks in a call of a server, and who they are instead."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from shlex import quote

import typer
from rich.table import Table
from rich.text import Text

from novapulse.api.native.schemas import SpeakerSchema
from novapulse.cli.failures import INTERRUPTED
from novapulse.cli.json_output import print_json
from novapulse.cli.remote import Server
from novapulse.cli.report import colour_of
from novapulse.cli.terminal import Terminal, advise, for_rows, say
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.transcript import AGENT, CUSTOMER


def show(server: Server, job_id: str, *, as_json: bool) -> None:
    with server.client() as client:
        speakers = client.transcript(job_id).speakers or []
    if as_json:
        shown = [speaker.model_dump(exclude_unset=True) for speaker in speakers]
        print_json({"job_id": job_id, "speakers": shown})
        return
    _print_speakers(speakers)
    if speakers:
        first = speakers[0]
        example = quote(f"{first.source}={CUSTOMER if first.label == AGENT else AGENT}")
        advise(f"To correct one: novapulse jobs speakers {job_id} {example}")


def correct(server: Server, job_id: str, labels: Iterable[str], *, as_json: bool) -> None:
    """``labels``: of speakers, as ``voice 1=Agent``. Raises InvalidRequest."""
    asked = speaker_labels(labels)
    with server.client() as client, _goes_on(job_id):
        answer = client.correct_speakers(job_id, asked)
    if as_json:
        print_json(answer.model_dump(exclude_unset=True))
        return
    if answer.speakers is None:
        say("The results are being made anew; until they are, those from before are shown.")
    else:
        _print_speakers(answer.speakers)
    advise(f"The report: novapulse jobs show {job_id}")


@contextmanager
def _goes_on(job_id: str) -> Iterator[None]:
    """Whoever stops waiting has not stopped the server."""
    try:
        yield
    except KeyboardInterrupt:
        console = Terminal(stderr=True, highlight=False, soft_wrap=True)
        console.print("[yellow]Interrupted.[/] What the server was asked for may go on.")
        advise(f"Who speaks then: novapulse jobs speakers {job_id}")
        raise typer.Exit(INTERRUPTED) from None


def speaker_labels(texts: Iterable[str]) -> dict[str, str]:
    """Raises InvalidRequest for what is no ``SPEAKER=LABEL``, and for a speaker named twice."""
    labels: dict[str, str] = {}
    for text in texts:
        speaker, equals, label = (part.strip() for part in text.rpartition("="))
        if not (speaker and equals and label):
            raise _invalid(text, "is not accepted; send SPEAKER=LABEL, as 'voice 1=Agent'")
        if labels.setdefault(speaker, label) != label:
            raise _invalid(text, "names a speaker who was given another label before")
    return labels


def _invalid(text: str, why: str) -> InvalidRequest:
    return InvalidRequest("invalid_parameter", f"speakers: {text!a:.80} {why}")


def _print_speakers(speakers: Sequence[SpeakerSchema]) -> None:
    if not speakers:
        say("Nobody speaks in this call.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("speaker", "label", "confidence"):
        table.add_column(name, no_wrap=True)
    for name in ("name", "reason"):
        table.add_column(name, overflow="fold")
    for speaker in speakers:
        table.add_row(
            Text(speaker.source),
            Text(speaker.label, colour_of(speaker.label)),
            f"{speaker.confidence:.2f}",
            Text(speaker.name or ""),
            Text(speaker.reason),
        )
    for_rows().print(table)
