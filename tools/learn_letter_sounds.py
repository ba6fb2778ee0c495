"""Learn how English letters sound: ``python -m tools.learn_letter_sounds [FILE]``.

From the dictionary of PocketSphinx (CMUdict, BSD licence): its words are aligned with their phones,
and a rule is kept where a letter in some context sounds otherwise than the shorter contexts say.
Takes about a minute; the same dictionary gives the same file.
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from novapulse.speech.engines.letter_sounds import REACHES, Phones, Rules, context, sounds

RULES = Path(__file__).parent.parent / "functions/novapulse/speech/engines/data/letter_sounds.txt"
Entry = tuple[str, Phones]
Aligned = tuple[str, tuple[Phones, ...]]
Odds = dict[str, dict[Phones, float]]
"""For each letter how likely it sounds as some phones, none, one or two."""

VOWELS = "AEIOU"
"""First letters of the phones that are vowels."""
VOWEL_LETTERS, EITHER = "aeiouy", "uwyr"
FIRST_PAIRS = {"x": 1e-4, "u": 1e-5, "o": 1e-5} | dict.fromkeys("lmqzeacsy", 1e-6)
"""Letters that may sound as two phones ("fix", "use", "one") before anything was counted."""
UNSEEN, RARE = 1e-6, 1e-9
ROUNDS, SAMPLE = 3, 3
"""Rounds of alignment on every third word; then all are aligned once."""
FEWEST = 4
HELD_OUT = 30
"""Every 30th word is kept apart to tell how good the rules are."""


def entries(dictionary: Path) -> Iterator[Entry]:
    """Words of two letters or more, first pronunciations only."""
    for line in dictionary.read_text("utf-8").splitlines():
        word, *phones = line.split()
        if word.isascii() and word.isalpha() and len(word) > 1:
            yield word, tuple(phones)


def align(words: list[Entry]) -> list[Aligned]:
    """By rounds of counting and choosing the likeliest path (Viterbi training)."""
    odds = _first_odds(words)
    for number in range(ROUNDS):
        found = _aligned(words[::SAMPLE], odds, FIRST_PAIRS if number == 0 else {})
        odds = _counted(found, fewest=1 if number < ROUNDS - 1 else 3)
    return list(_aligned(words, odds, {}))


def learn(words: Iterable[Aligned], *, fewest: int = FEWEST) -> Rules:
    """Contexts from the shortest to the longest."""
    words = list(words)
    rules: Rules = {}
    for number, (before, after) in enumerate(REACHES):
        counts: dict[str, Counter[Phones]] = defaultdict(Counter)
        shorter: dict[str, Phones | None] = {}
        for letters, chunks in words:
            for place, phones in enumerate(chunks):
                key = context(letters, place, before, after)
                counts[key][phones] += 1
                if key not in shorter:
                    shorter[key] = _fallback(rules, letters, place, number)
        rules |= dict(_exceptions(counts, shorter, fewest))
    return rules


def _exceptions(
    counts: dict[str, Counter[Phones]], shorter: dict[str, Phones | None], fewest: int
) -> Iterator[tuple[str, Phones]]:
    for key, sounded in counts.items():
        best, times = sounded.most_common(1)[0]
        expected = shorter[key]
        usual = 0 if expected is None else sounded[expected]
        if best != expected and times >= fewest and (not usual or times >= usual + fewest - 1):
            yield key, best


def _fallback(rules: Rules, letters: str, place: int, number: int) -> Phones | None:
    keys = (context(letters, place, *reach) for reach in reversed(REACHES[:number]))
    return next((rules[key] for key in keys if key in rules), None)


def _first_odds(words: list[Entry]) -> Odds:
    """Letters go with phones at about the same place of a word, vowels with vowels."""
    counts: dict[str, Counter[Phones]] = defaultdict(Counter)
    for word, phones in words[::4]:
        ratio = len(phones) / len(word)
        for place, letter in enumerate(word):
            near = int(place * ratio)
            for phone in phones[max(0, near - 1) : near + 2]:
                alike = (letter in VOWEL_LETTERS) == (phone[0] in VOWELS) or letter in EITHER
                counts[letter][(phone,)] += 100 if alike else 5
    return {letter: _shares(own) | {(): 0.1} for letter, own in counts.items()}


def _counted(words: Iterable[Aligned], *, fewest: int) -> Odds:
    counts: dict[str, Counter[Phones]] = defaultdict(Counter)
    for letters, chunks in words:
        for letter, phones in zip(letters, chunks, strict=True):
            counts[letter][phones] += 1
    shares = {letter: _shares(own) for letter, own in counts.items()}
    return {
        letter: {phones: share for phones, share in own.items() if counts[letter][phones] >= fewest}
        for letter, own in shares.items()
    }


def _shares(counts: Counter[Phones]) -> dict[Phones, float]:
    return {phones: n / counts.total() for phones, n in counts.items()}


def _aligned(words: list[Entry], odds: Odds, pairs: dict[str, float]) -> Iterator[Aligned]:
    for letters, phones in words:
        chunks = _best_path(letters, phones, odds, pairs)
        if chunks is not None:
            yield letters, chunks


def _best_path(
    letters: str, phones: Phones, odds: Odds, pairs: dict[str, float]
) -> tuple[Phones, ...] | None:
    """None where there are more than two phones for a letter."""
    best: dict[int, tuple[float, tuple[Phones, ...]]] = {0: (0.0, ())}
    for place, letter in enumerate(letters):
        after: dict[int, tuple[float, tuple[Phones, ...]]] = {}
        left = len(letters) - place - 1
        for at, (so_far, path) in best.items():
            for end in range(at, min(at + 2, len(phones)) + 1):
                if len(phones) - end > 2 * left:
                    continue
                chunk = phones[at:end]
                unseen = UNSEEN if len(chunk) < 2 else pairs.get(letter, RARE)
                score = so_far + math.log(odds.get(letter, {}).get(chunk, unseen))
                if end not in after or score > after[end][0]:
                    after[end] = (score, (*path, chunk))
        best = after
    return best[len(phones)][1] if len(phones) in best else None


def write(rules: Rules, file: Path) -> None:
    """A rule a line: the context, then its phones."""
    lines = sorted(" ".join((key, *phones)) for key, phones in rules.items())
    file.write_text("\n".join(lines) + "\n", encoding="ascii")


def words_right(words: Iterable[Aligned], rules: Rules) -> float:
    right = [sounds(letters, rules) == sum(chunks, ()) for letters, chunks in words]
    return sum(right) / len(right)


def main(file: Path) -> None:
    import pocketsphinx

    words = align(list(entries(Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict")))))
    seen = [word for number, word in enumerate(words) if number % HELD_OUT]
    share = words_right(words[::HELD_OUT], learn(seen))
    rules = learn(words)
    write(rules, file)
    sys.stdout.write(f"{len(rules)} rules; {share:.1%} of unseen words right\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RULES)
