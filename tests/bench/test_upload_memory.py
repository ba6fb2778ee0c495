import wave
from io import BytesIO

import pytest

from tests.bench.upload_memory import GROWTH_TARGET_BYTES, measure_upload, wav_header


def test_the_header_is_that_of_a_wav_file() -> None:
    with wave.open(BytesIO(wav_header(3000, 192_000) + bytes(3000))) as wav:
        assert (wav.getframerate(), wav.getnframes()) == (192_000, 1500)


@pytest.mark.slow
def test_a_large_upload_takes_little_memory() -> None:
    upload = measure_upload(200_000_000)
    assert 0 < upload.growth_bytes < GROWTH_TARGET_BYTES
