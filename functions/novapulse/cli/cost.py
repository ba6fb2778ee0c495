"""``novapulse cost``: what a month of the AWS home costs, as a table or as JSON."""

from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from novapulse.cli.json_output import print_json
from novapulse.services.cost.estimate import Estimate, Line, estimate
from novapulse.services.cost.prices import Price, price_list
from novapulse.services.cost.usage import Workload

PER_CENT = 100


def show_cost(workload: Workload, *, as_json: bool) -> None:
    """On stdout."""
    prices = price_list()
    result = estimate(workload, prices)
    if as_json:
        print_json(_document(result))
    else:
        _print_table(result, prices["gpu_hour"])


def _document(result: Estimate) -> dict[str, object]:
    per_hour = result.usd_per_audio_hour
    return {
        "workload": {**asdict(result.workload), "calls": round(result.workload.calls)},
        "lines": [_line(line) for line in result.lines],
        "usd": round(result.usd, 2),
        "usd_per_audio_hour": None if per_hour is None else round(per_hour, 4),
        "always_on_gpus_usd": round(result.always_on_usd, 2),
    }


def _line(line: Line) -> dict[str, object]:
    return {**asdict(line), "quantity": round(line.quantity, 2), "usd": round(line.usd, 4)}


def _print_table(result: Estimate, gpu: Price) -> None:
    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("a month")
    table.add_column("most of it", overflow="fold")
    for name in ("USD", "share"):
        table.add_column(name, justify="right", no_wrap=True)
    for line in result.lines:
        share = line.usd / result.usd * PER_CENT
        table.add_row(
            line.name, f"{line.quantity:,.0f} x {line.unit}", f"{line.usd:,.2f}", f"{share:.0f} %"
        )
    console.print(table)
    console.print()
    console.print(_sum(result), style="bold")
    console.print(_doubt(result, gpu), style="dim")


def _sum(result: Estimate) -> str:
    work = result.workload
    about = f"{result.usd:,.2f} USD for {work.hours:,.0f} hours ({work.calls:,.0f} calls)"
    per_hour = result.usd_per_audio_hour
    return about if per_hour is None else f"{about}: {per_hour:.3f} USD for an hour of audio"


def _doubt(result: Estimate, gpu: Price) -> str:
    work = result.workload
    return (
        f"The GPUs work in {work.duty:.0%} of the time that they are paid for, at "
        f"{work.transcriber_speed:g} and {work.diarizer_speed:g} times real time: measure yours "
        "(make bench-gpu) and give --transcriber-speed and --diarizer-speed. One instance each "
        f"that never goes would be {result.always_on_usd:,.0f} USD. Prices: us-east-1, that of the "
        f"GPU of {gpu.as_of}, without free tiers, data transfer and taxes; docs/cost.md."
    )
