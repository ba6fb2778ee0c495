"""Everything that is measured on recordings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context

from novapulse.config import Settings
from novapulse.domain.transcript import AGENT, CUSTOMER
from novapulse.language.pii_detector import PiiDetector
from novapulse.speech.engines.choice import EngineChoice
from tests.eval import speakers
from tests.eval.attributed_words import attributed_errors
from tests.eval.figures import Figure, share
from tests.eval.personal_data import heard_and_kept
from tests.eval.recognition import Heard, hear
from tests.eval.recordings import Recording
from tests.eval.transcripts import redacted
from tests.eval.words import normalise, pooled, word_errors

PARTIES = {"agent": AGENT, "caller": CUSTOMER, "customer": CUSTOMER}
"""How references name them."""


@dataclass(frozen=True)
class Listened:
    recording: Recording
    heard: Heard

    @property
    def words_set(self) -> str:
        """Telephone sound is another matter than wide-band sound."""
        band = "telephone" if self.heard.telephone else "wide_band"
        return self.recording.set or band

    @property
    def speakers_set(self) -> str:
        parties = {turn.speaker for turn in self.recording.turns}
        return self.recording.set or ("two_parties" if len(parties) == 2 else "other_counts")

    def parties_right(self) -> bool | None:
        """None where the reference names no parties or nothing was recognised."""
        turns = self.recording.turns
        if not self.heard.parties or not {t.speaker.lower() for t in turns} <= set(PARTIES):
            return None
        if not turns:
            return None
        names = speakers.score(turns, self.heard.parties).names
        return len(names) == 2 and all(PARTIES[t.lower()] == f for f, t in names.items())


def listen(recordings: Sequence[Recording], choice: EngineChoice | None) -> Iterator[Listened]:
    """In processes as many as the settings' workers; in the order of ``recordings``."""
    context = get_context("spawn")
    with ProcessPoolExecutor(Settings().workers, mp_context=context) as pool:
        files = [recording.file for recording in recordings]
        heard = pool.map(hear, files, repeat(choice))
        yield from (Listened(r, h) for r, h in zip(recordings, heard, strict=True))


def word_figures(engine: str, listened: Sequence[Listened]) -> Iterator[Figure]:
    for name, group in _sets(listened, "words_set").items():
        errors = [
            word_errors(each.recording.words, each.heard.words)
            for each in group
            if each.recording.words
        ]
        by_speaker = [
            attributed_errors(each.recording.lines, each.heard.lines)
            for each in group
            if each.recording.lines
        ]
        what = f"words.{engine}.{name}"
        for metric, counted in (("wer", errors), ("attributed_wer", by_speaker)):
            if counted:
                total = pooled(counted)
                yield Figure(f"{what}.{metric}", total.rate, total.words, "rate")
        transcripts = [each.heard.transcript for each in group if each.heard.transcript]
        if transcripts:
            confidence = sum(t.accuracy for t in transcripts) / len(transcripts)
            yield Figure(f"{what}.mean_confidence", confidence, len(transcripts), "number")


def speaker_figures(listened: Sequence[Listened]) -> Iterator[Figure]:
    """Seconds of speech are what ``of`` counts."""
    known = [each for each in listened if each.recording.turns]
    for name, group in _sets(known, "speakers_set").items():
        what = f"speakers.{name}"
        exact = speakers.pooled(_errors(each, 0.0) for each in group)
        lenient = speakers.pooled(_errors(each, speakers.COLLAR_SECONDS) for each in group)
        yield Figure(f"{what}.der", exact.total, round(exact.seconds), "rate")
        yield Figure(f"{what}.der_collar", lenient.total, round(lenient.seconds), "rate")
        yield Figure(f"{what}.confusion", lenient.confusion, round(lenient.seconds), "rate")
        off = [
            abs(len({t.speaker for t in each.recording.turns}) - each.heard.diarization.speakers)
            for each in group
        ]
        yield from share(f"{what}.count_right", sum(n == 0 for n in off), len(off))
        yield from share(f"{what}.count_within_one", sum(n <= 1 for n in off), len(off))


def role_figures(engine: str, listened: Sequence[Listened]) -> Iterator[Figure]:
    judged = [right for each in listened if (right := each.parties_right()) is not None]
    yield from share(f"roles.{engine}.recordings.accuracy", sum(judged), len(judged))


def speed_figures(
    engine: str, listened: Sequence[Listened], *, wall: float, peak: int
) -> Iterator[Figure]:
    """``rtf``: processor seconds of one process for a second of sound, all stages together.
    ``wall_rtf``: seconds on the clock, the recordings shared among processes. ``wall`` and ``peak``
    (bytes, of all processes) are of the whole run."""
    for name, group in _sets(listened, "words_set").items():
        seconds = sum(each.heard.audio_seconds for each in group)
        computing = sum(each.heard.cpu_seconds for each in group)
        yield Figure(f"speed.{engine}.{name}.rtf", computing / seconds, round(seconds), "number")
    everything = sum(each.heard.audio_seconds for each in listened)
    highest = max(each.heard.peak_bytes for each in listened)
    what = f"speed.{engine}.all"
    yield Figure(f"{what}.wall_rtf", wall / everything, round(everything), "number")
    yield Figure(f"{what}.process_peak_mb", highest / 1e6, len(listened), "number")
    yield Figure(f"{what}.peak_mb", peak / 1e6, len(listened), "number")


def heard_data_figures(
    engine: str, listened: Sequence[Listened], detector: PiiDetector
) -> Iterator[Figure]:
    """Of values that were heard word for word, those that redaction left readable."""
    for each in listened:
        spoken = [normalise(value) for value in each.recording.personal_data]
        if not spoken or each.heard.transcript is None:
            continue
        left = " ".join(s.text for s in redacted(each.heard.transcript, detector).segments)
        count, kept = heard_and_kept(spoken, normalise(each.heard.words), normalise(left))
        name = f"personal-data.{engine}.{each.words_set}"
        yield from share(f"{name}.heard_and_left", len(kept), count)


def _errors(each: Listened, collar: float) -> speakers.SpeakerErrors:
    return speakers.score(each.recording.turns, each.heard.voices, collar=collar)


def _sets(listened: Sequence[Listened], by: str) -> dict[str, list[Listened]]:
    sets: dict[str, list[Listened]] = defaultdict(list)
    for each in listened:
        sets[getattr(each, by)].append(each)
    return sets
