import numpy as np
import pytest

from novapulse.speech.engines.transformers_whisper.word_timing import Attended, timed_words

END = 100


class Letters:
    """A tokenizer of which token n is the n-th letter and 26 a blank; 27 never is a character."""

    eot = END

    def decode(self, tokens: list[int]) -> str:
        return "".join(chr(97 + t) if t < 26 else " " for t in tokens if t < 27)

    def split_to_word_tokens(self, tokens: list[int]) -> tuple[list[str], list[list[int]]]:
        """What follows a broken character is never closed, as in Whisper's own."""
        groups: list[list[int]] = [[]]
        for token in tokens:
            if token == 27:
                break
            if token in (26, END) and groups[-1]:
                groups.append([])
            groups[-1].append(token)
        return [self.decode(group) for group in groups], groups


def attended(tokens: tuple[int, ...], moments_each: int) -> Attended:
    """Each token, and the end, is attended to for as many moments of 20 ms."""
    bright = 2 * np.eye(len(tokens) + 1, dtype=np.float32) - 1
    attention = np.repeat(bright, moments_each, axis=1)
    shares = np.linspace(0.1, 0.9, len(tokens), dtype=np.float32)
    return Attended(tokens, attention, shares)


def test_a_word_lasts_from_its_first_token_to_the_next_word() -> None:
    ((first, second),) = timed_words([attended((7, 8, 26, 9), 5)], Letters())
    assert (first.word, first.start, first.end) == ("hi", 0.0, 0.2)
    assert (second.word, second.start, second.end) == (" j", 0.2, 0.4)


def test_the_probability_of_a_word_is_the_mean_of_its_tokens() -> None:
    ((first, second),) = timed_words([attended((7, 8, 26, 9), 5)], Letters())
    assert first.probability == pytest.approx((0.1 + 0.3667) / 2, abs=1e-3)
    assert second.probability == pytest.approx((0.6333 + 0.9) / 2, abs=1e-3)


def test_a_window_without_text_has_no_words() -> None:
    silent = Attended((), np.ones((1, 50), dtype=np.float32), np.zeros(0, dtype=np.float32))
    assert timed_words([silent, attended((7,), 2)], Letters())[0] == []


def test_what_the_tokenizer_never_closes_is_a_word_too() -> None:
    (words,) = timed_words([attended((7, 8, 27, 9), 5)], Letters())
    assert [word.word for word in words] == ["hi", "j"]
    assert words[-1].end == pytest.approx(0.4)
