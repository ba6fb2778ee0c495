from pathlib import Path

from novapulse.speech.engines.letter_sounds import sounds
from tools.learn_letter_sounds import RULES, align, entries, learn, words_right, write

WORDS = {
    "cat": "K AE T",
    "cap": "K AE P",
    "tack": "T AE K",
    "cent": "S EH N T",
    "cell": "S EH L",
    "pace": "P EY S",
    "lace": "L EY S",
    "ten": "T EH N",
    "pen": "P EH N",
    "pack": "P AE K",
    "lack": "L AE K",
}
ENOUGH = 12
"""Times that each word must be seen: samples of the words must hold every letter."""


def dictionary(folder: Path) -> Path:
    file = folder / "small.dict"
    lines = [f"{word} {phones}" for word, phones in WORDS.items()]
    file.write_text("\n".join([*lines, "cat(2) K EH T", "a AH", "o'clock AH K L AA K"]))
    return file


def test_only_plain_words_of_two_letters_or_more_are_learnt_from(tmp_path: Path) -> None:
    assert [word for word, _ in entries(dictionary(tmp_path))] == list(WORDS)


def test_every_phone_goes_to_a_letter(tmp_path: Path) -> None:
    words = list(entries(dictionary(tmp_path)))
    aligned = align(words * ENOUGH)[: len(words)]
    assert [(letters, sum(chunks, ())) for letters, chunks in aligned] == words
    assert all(len(letters) == len(chunks) for letters, chunks in aligned)


def test_a_letter_that_sounds_otherwise_before_another_gets_a_rule(tmp_path: Path) -> None:
    aligned = align(list(entries(dictionary(tmp_path))) * ENOUGH)
    rules = learn(aligned)
    assert sounds("cen", rules)[0] == "S"
    assert sounds("can", rules)[0] == "K"
    assert words_right(aligned, rules) > 0.9


def test_the_rules_are_written_as_the_engine_reads_them(tmp_path: Path) -> None:
    write({"|c|e": ("S",), "|e|": ()}, tmp_path / "rules.txt")
    assert (tmp_path / "rules.txt").read_text() == "|c|e S\n|e|\n"
    shipped = RULES.read_text("ascii").splitlines()
    assert shipped == sorted(shipped)
