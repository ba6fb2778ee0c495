"""``python -m tests.eval [--quick] [FOLDER]``: prints tables, writes nothing."""

import argparse
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.progress import track

from novapulse.bootstrap.language import Language
from novapulse.config import Settings
from novapulse.language.redact import redact_transcript
from novapulse.language.sentiment import analyse_sentiment
from tests.eval import report
from tests.eval.personal_data import score_pii
from tests.eval.recognition import engine_choice, hear
from tests.eval.recordings import (
    Recording,
    audio_folder,
    referenced_recordings,
    sample_recordings,
    script,
)
from tests.eval.script_transcript import script_transcript
from tests.eval.search import show_search


def main() -> None:
    console = Console()
    recordings = _recordings(console)
    choice = engine_choice(console.print)
    console.print(f"engine: {choice.info.name} {choice.info.version}, model {choice.info.model}")
    settings = Settings()
    with ProcessPoolExecutor(settings.workers, mp_context=get_context("spawn")) as pool:
        files = [r.file for r in recordings]
        results = pool.map(hear, files, repeat(choice))
        heard = list(track(results, "listening", total=len(files), console=console))
    rows = [report.row(r, h) for r, h in zip(recordings, heard, strict=True)]
    report.show_recordings(console, rows)

    lines, language = script(), Language(settings)
    detector = language.detector
    console.print()
    report.show_pii(console, score_pii(lines, detector))
    for recording, call in list(zip(recordings, heard, strict=True))[: len(sample_recordings())]:
        redacted = redact_transcript(call.transcript, detector)
        report.show_heard_pii(console, recording.name, lines, call, redacted)
    sentiment = analyse_sentiment(script_transcript(lines), language.scorer)
    report.show_sentiment(console, lines, sentiment)
    console.print()
    show_search(console)


def _recordings(console: Console) -> list[Recording]:
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="recordings with .txt or .rttm")
    parser.add_argument("--quick", action="store_true", help="only the project's own sample")
    arguments = parser.parse_args()
    folder: Path | None = arguments.folder or audio_folder()
    if arguments.quick:
        return sample_recordings()
    if folder is None:
        console.print("no folder with recordings: set NOVAPULSE_AUDIO_DIR to score more")
        return sample_recordings()
    return [*sample_recordings(), *referenced_recordings(folder)]


if __name__ == "__main__":
    main()
