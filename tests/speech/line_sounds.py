"""What is heard on a telephone line while nobody speaks."""

from collections.abc import Callable

import numpy as np

from tests.speech.sound import RATE, Signal

_DTMF = {
    "1": (697, 1209),
    "5": (770, 1336),
    "9": (852, 1477),
    "0": (941, 1336),
    "#": (941, 1477),
}
_CHORDS = ((262, 330, 392), (220, 262, 330), (175, 220, 262), (196, 247, 294))
"""C, A minor, F and G, in Hz."""
_MELODY = (523, 659, 784, 659, 440, 523, 659, 523, 349, 440, 523, 440, 392, 494, 587, 494)


def silence(seconds: float = 12) -> Signal:
    return np.zeros(int(seconds * RATE))


def hiss(seconds: float = 12, level: float = 0.01) -> Signal:
    return level * np.random.default_rng(4).standard_normal(int(seconds * RATE))


def hum(seconds: float = 12) -> Signal:
    """Of the mains: 60 Hz and its overtones."""
    return sum((_sine(60 * n, seconds) / n for n in (1, 2, 3, 5)), hiss(seconds, 0.002)) * 0.1


def tone(seconds: float = 12) -> Signal:
    return 0.3 * _sine(1000, seconds)


def ring_back(seconds: float = 12) -> Signal:
    """440 and 480 Hz for 2 s, then 4 s of silence."""
    return _on_off(_sine(440, seconds) + _sine(480, seconds), 2, 4)


def busy(seconds: float = 12) -> Signal:
    """480 and 620 Hz, half a second on, half a second off."""
    return _on_off(_sine(480, seconds) + _sine(620, seconds), 0.5, 0.5)


def dialled_digits(digits: str = "1590#519#0159051#95") -> Signal:
    pause = np.zeros(RATE // 10)
    keys = [0.3 * (_sine(a, 0.15) + _sine(b, 0.15)) for a, b in (_DTMF[d] for d in digits)]
    return np.concatenate([part for key in keys for part in (key, pause)])


def fax(seconds: float = 12) -> Signal:
    """The call of a fax machine: 1100 Hz for half a second every three and a half."""
    return _on_off(_sine(1100, seconds), 0.5, 3.0)


def hold_music(seconds: float = 16) -> Signal:
    """Chords of plucked strings, a melody with vibrato over them, and a beat."""
    bar, note = 2.0, 0.5
    out = np.zeros(int(seconds * RATE))
    for number in range(int(seconds / bar)):
        for hertz in _CHORDS[number % 4]:
            _add(out, number * bar, _plucked(hertz, bar))
    for number in range(int(seconds / note)):
        _add(out, number * note, _sung(_MELODY[number % 16], note))
        _add(out, number * note, _beat(number))
    return 0.25 * out / float(np.abs(out).max())


SOUNDS: dict[str, Callable[[], Signal]] = {
    each.__name__: each
    for each in (
        silence,
        hiss,
        hum,
        tone,
        ring_back,
        busy,
        dialled_digits,
        fax,
        hold_music,
    )
}


def _sine(hertz: float, seconds: float) -> Signal:
    return np.asarray(np.sin(2 * np.pi * hertz * _time(seconds)))


def _time(seconds: float) -> Signal:
    return np.arange(int(seconds * RATE)) / RATE


def _on_off(signal: Signal, on: float, off: float) -> Signal:
    return 0.2 * signal * (_time(len(signal) / RATE) % (on + off) < on)


def _plucked(hertz: float, seconds: float) -> Signal:
    overtones = (_sine(n * hertz, seconds) / n**1.5 for n in range(1, 8))
    return sum(overtones, np.zeros(int(seconds * RATE))) * np.exp(-2 * _time(seconds))


def _sung(hertz: float, seconds: float) -> Signal:
    time = _time(seconds)
    phase = 2 * np.pi * hertz * time + 0.4 * np.sin(2 * np.pi * 5.5 * time)
    overtones = (np.sin(n * phase) / n for n in range(1, 6))
    return 0.7 * sum(overtones, np.zeros(len(time))) * np.hanning(len(time))


def _beat(number: int) -> Signal:
    noise = np.random.default_rng(number).standard_normal(RATE // 8)
    return 0.5 * noise * np.exp(-60 * _time(1 / 8))


def _add(out: Signal, start: float, sound: Signal) -> None:
    first = int(start * RATE)
    room = min(len(sound), len(out) - first)
    out[first : first + room] += sound[:room]
