"""What a search found and what a question was answered, as a person reads it."""

from rich.table import Table
from rich.text import Text

from novapulse.api.native.search.schemas import AskAnswer, CitationSchema, SearchAnswer
from novapulse.cli.report import colour_of
from novapulse.cli.terminal import advise, for_rows

MIN_WIDTH = 8


def print_results(answer: SearchAnswer) -> None:
    """On stdout, best first."""
    console = for_rows()
    if not answer.results:
        console.print("Nothing found.")
        advise("Try other words, fewer options or --mode semantic.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("call", no_wrap=True)
    table.add_column("file", overflow="fold", min_width=MIN_WIDTH)
    for name in ("time", "speaker"):
        table.add_column(name, no_wrap=True)
    table.add_column("text", overflow="fold", min_width=MIN_WIDTH)
    for found in answer.results:
        table.add_row(
            found.job_id,
            Text(found.job.file_name),
            Text(minutes(found.start), "dim"),
            Text(found.speaker, colour_of(found.speaker)),
            Text(found.text),
        )
    console.print(table)


def print_answer(answer: AskAnswer) -> None:
    """On stdout: the answer, and where each quotation is from."""
    console = for_rows()
    if answer.answer is None:
        console.print("No answer.", answer.reason or "", markup=False)
        advise("'novapulse search' shows what was said that comes near.")
        return
    console.print(answer.answer, markup=False)
    console.print()
    for number, cited in enumerate(answer.citations, start=1):
        console.print(_source(number, cited))
    advise("The whole call, of a server: novapulse jobs show JOB_ID")


def minutes(seconds: float) -> str:
    """``mm:ss``."""
    whole, rest = divmod(int(seconds), 60)
    return f"{whole:02d}:{rest:02d}"


def _source(number: int, cited: CitationSchema) -> Text:
    return Text.assemble(
        (f"[{number}] ", "dim"),
        cited.job_id,
        (f" {minutes(cited.start)} ", "dim"),
        (cited.speaker, colour_of(cited.speaker)),
    )
