"""Estimate the telephone transform anew: ``python -m tools.estimate_mllr FILE... [--out FILE]``.

FILEs are recordings of wide-band speech (16 kHz or more), some minutes of it and several voices; no
transcripts are needed. Each is sent over lines of three kinds, and the features of what arrives are
regressed on those of what was sent. The result is what ``Config(mllr=...)`` reads: a linear map of
the model's means, and factors of its variances, without which the map makes things worse. The same
recordings give the same file.

What the engine ships was made of 4.3 minutes: of the AMI Meeting Corpus (CC BY 4.0), of Google's
python-docs-samples (Apache 2.0) and of Microsoft's Speech SDK samples (MIT); see NOTICE. Its mobile
line was GSM full rate, for which there is no encoder here.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.decode import decode, probe
from novapulse.speech.pcm import SAMPLE_RATE, level_gain
from tools.cepstra import SIZE, Cepstra, cepstra, deltas
from tools.telephone_lines import LINES, RATE, Signal

ENGINE = Path(__file__).parent.parent / "functions/novapulse/speech/engines/data"
PARAMS = ENGINE / "tel8k.params"
TRANSFORM = ENGINE / "tel8k_v1.mllr"
PIECE = 12 * SAMPLE_RATE
"""Utterances as long as those that are recognised."""
LONGEST = 110 * SAMPLE_RATE
"""Of each recording, so that no voice outweighs the others."""
QUIET_SHARE = 0.3
"""Of the frames, the quietest, which are hardly speech."""
LARGEST_LAG = 4
RIDGE = 0.01
EDGE = 20
Pair = tuple[tuple[Cepstra, ...], tuple[Cepstra, ...]]
"""The three streams of features of what was sent, and of what arrived."""


@dataclass(frozen=True)
class Transform:
    """Of one stream of features. ``means``: shape (13, 13). ``variances``: factors, (13,)."""

    means: Cepstra
    variances: Cepstra


def estimate(recordings: Sequence[Path]) -> list[Transform]:
    """For cepstra, their first and their second differences."""
    pieces = [piece for file in recordings for piece in _pieces(_wide_band(file))]
    sent = cepstra([_levelled(piece) for piece in pieces], SAMPLE_RATE, None)
    pairs = [pair for line in LINES for pair in _over(line, pieces, sent)]
    return [_of_stream(stream, pairs) for stream in range(3)]


def _of_stream(stream: int, pairs: Sequence[Pair]) -> Transform:
    sent, arrived = (np.concatenate([pair[side][stream] for pair in pairs]) for side in (0, 1))
    return regress(sent, arrived)


def regress(sent: Cepstra, arrived: Cepstra) -> Transform:
    """Least squares with a little ridge. A variance is that of what the map predicts plus that of
    what it does not, over that of what was sent."""
    products = sent.T @ sent
    ridged = products + RIDGE * np.diag(np.diag(products))
    means = np.asarray(np.linalg.solve(ridged, sent.T @ arrived).T, dtype=np.float64)
    rest = (arrived - sent @ means.T).var(axis=0)
    predicted = np.diag(means @ np.cov(sent.T) @ means.T)
    return Transform(means, (predicted + rest) / sent.var(axis=0))


def write(transforms: Iterable[Transform], file: Path) -> None:
    """One class of Gaussians, three streams; for each a matrix, no offsets, and the variances."""
    lines = ["1", "3"]
    for transform in transforms:
        lines.append(str(SIZE))
        lines += [" ".join(f"{value:.6f}" for value in row) for row in transform.means]
        lines.append(" ".join(["0.0"] * SIZE))
        lines.append(" ".join(f"{value:.6f}" for value in transform.variances))
    file.write_text("\n".join(lines) + "\n", encoding="ascii")


def _over(line: str, pieces: Sequence[Signal], sent: Sequence[Cepstra]) -> Iterator[Pair]:
    """Features of what was sent and of what arrived, frame by frame, of speech only."""
    arrived = cepstra([_levelled(LINES[line](piece)) for piece in pieces], RATE, PARAMS)
    for before, late in zip(sent, arrived, strict=True):
        after = np.roll(late, -_lag(before, late), axis=0)
        frames = min(len(before), len(after))
        spoken = before[:frames, 0] > np.quantile(before[:frames, 0], QUIET_SHARE)
        yield _streams(before[:frames], spoken), _streams(after[:frames], spoken)


def _streams(values: Cepstra, spoken: NDArray[np.bool_]) -> tuple[Cepstra, ...]:
    centred = values - values[spoken].mean(axis=0)
    return tuple(stream[spoken] for stream in (centred, *deltas(centred)))


def _lag(before: Cepstra, after: Cepstra) -> int:
    """By how many frames the line delays: where the loudness agrees best."""
    middle = slice(EDGE, min(len(before), len(after)) - EDGE)
    loudness = before[middle, 0]

    def agreement(lag: int) -> float:
        return float(np.corrcoef(loudness, np.roll(after[:, 0], -lag)[middle])[0, 1])

    return max(range(-LARGEST_LAG, LARGEST_LAG + 1), key=agreement)


def _wide_band(file: Path) -> Signal:
    """The first channel, cut to the longest that counts. Raises SystemExit for narrower bands."""
    rate = probe(file).sample_rate
    if rate < SAMPLE_RATE:
        raise SystemExit(f"{file}: {rate} Hz; speech at {SAMPLE_RATE} Hz or more is needed")
    samples = np.concatenate([block[0] for block in decode(file)])[:LONGEST]
    return (samples / 32768).astype(np.float32)


def _pieces(wide: Signal) -> Iterator[Signal]:
    """Of equal length, as few as can be."""
    yield from np.array_split(wide, -(-len(wide) // PIECE))


def _levelled(signal: Signal) -> Signal:
    gain = level_gain((np.clip(signal, -1, 1) * 32767).astype(np.int16))
    return np.asarray(np.clip(signal * gain, -1, 1), dtype=np.float32)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.estimate_mllr")
    parser.add_argument("recordings", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, default=TRANSFORM)
    asked = parser.parse_args(arguments)
    write(estimate(asked.recordings), asked.out)


if __name__ == "__main__":
    main(sys.argv[1:])
