from pathlib import Path

import numpy as np
import pytest

from novapulse.domain.errors import BadAudio
from novapulse.speech.decode import Decoding, decode, native_format, probe
from tests.speech.sound import tone, write_wav

REFUSED = {
    "aeneas_mono.invalid.wav": "audio_undecodable",
    "header_only.wav": "audio_empty",
    "random_bytes.mp3": "audio_undecodable",
    "sample_rate_zero.wav": "audio_undecodable",
    "text_renamed.wav": "audio_undecodable",
    "truncated_no_moov.mp4": "audio_undecodable",
    "video_no_audio.mp4": "audio_no_stream",
    "zip_renamed.wav": "audio_undecodable",
}
DECODED = {
    "dtmf_tones_12s.wav": ("wav", 12.0),
    "mp3_renamed.wav": ("mp3", 45.3),
    "size_fields_ffffffff.wav": ("wav", 10.0),
    "truncated.wav": ("wav", 12.5),
    "truncated_midframe.mp3": ("mp3", 19.2),
    "white_noise_20s.wav": ("wav", 20.0),
}
FORMATS = {
    "commercial_mono.16kbps.mp3": "mp3",
    "commercial_mono.alaw.wav": "wav",
    "commercial_mono.ulaw.wav": "wav",
    "commercial_mono.flac": "flac",
    "commercial_mono.m4a": "m4a",
    "commercial_mono.ogg": "ogg",
    "commercial_video.mp4": None,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_is_refused_with_a_code_and_advice(shared_audio: Path, name: str) -> None:
    with pytest.raises(BadAudio) as refused:
        probe(shared_audio / "synthetic" / "broken" / name)
    assert refused.value.code == REFUSED[name]
    assert len(refused.value.message) > 40


@pytest.mark.parametrize("name", DECODED)
def test_an_odd_file_is_decoded_for_what_it_holds(shared_audio: Path, name: str) -> None:
    path = shared_audio / "synthetic" / "broken" / name
    container, seconds = DECODED[name]
    assert native_format(probe(path)) == container
    assert sum(block.shape[1] for block in decode(path)) / 16_000 == pytest.approx(seconds, abs=0.1)


def test_every_broken_file_has_a_test(shared_audio: Path) -> None:
    present = {path.name for path in (shared_audio / "synthetic" / "broken").iterdir()}
    assert present <= set(REFUSED) | set(DECODED)


@pytest.mark.parametrize("name", FORMATS)
def test_the_format_is_told_by_content(shared_audio: Path, name: str, tmp_path: Path) -> None:
    misnamed = tmp_path / "call.m3u8"
    misnamed.write_bytes((shared_audio / "synthetic" / "derived" / name).read_bytes())
    assert native_format(probe(misnamed)) == FORMATS[name]


@pytest.mark.parametrize("path", ["/dev/null", "/no/such/file.wav", str(Path(__file__).parent)])
def test_what_is_no_regular_file_is_missing(path: str) -> None:
    with pytest.raises(BadAudio) as refused:
        probe(Path(path))
    assert refused.value.code == "audio_missing"
    assert path in refused.value.message


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    with pytest.raises(BadAudio) as refused:
        probe(tmp_path / "a.wav")
    assert refused.value.code == "audio_empty"


def test_a_playlist_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    secret = write_wav(tmp_path / "secret.wav", tone(1))
    for name, text in {
        "hls.mp3": f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n",
        "concat.mp3": f"ffconcat version 1.0\nfile {secret.name}\n",
    }.items():
        (tmp_path / name).write_text(text)
        with pytest.raises(BadAudio) as refused:
            list(decode(tmp_path / name))
        assert refused.value.code == "audio_undecodable"


def test_samples_keep_their_values_at_16_khz(tmp_path: Path) -> None:
    signal = tone(3.0)
    path = write_wav(tmp_path / "a.wav", signal)
    decoded = np.concatenate(list(decode(path)), axis=1)
    assert decoded.shape == (1, 48_000)
    assert decoded.dtype == np.int16
    assert np.abs(decoded[0] / 32767 - signal).max() < 1e-3


def test_blocks_are_small_however_long_the_file(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", np.zeros(8_000 * 120), rate=8_000)
    sizes = [block.shape[1] for block in decode(path)]
    assert sum(sizes) == 120 * 16_000
    assert max(sizes) < 4 * 16_000


def test_at_most_eight_channels_are_kept(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", *(tone(1, 100.0 * (i + 1)) for i in range(10)))
    assert {len(block) for block in decode(path)} == {8}
    assert probe(path).channels == 10


def test_damage_in_the_middle_costs_only_itself(shared_audio: Path, tmp_path: Path) -> None:
    data = bytearray((shared_audio / "synthetic/derived/commercial_mono.16kbps.mp3").read_bytes())
    data[40_000:44_000] = bytes(range(256)) * 15 + bytes(160)
    (tmp_path / "a.mp3").write_bytes(data)
    decoding = Decoding(tmp_path / "a.mp3")
    seconds = sum(block.shape[1] for block in decoding) / 16_000
    assert 41 < seconds < 46


def test_libav_is_silent(shared_audio: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for path in sorted((shared_audio / "synthetic" / "broken").iterdir()):
        try:
            list(decode(path))
        except BadAudio:
            continue
    assert capfd.readouterr().err == ""
