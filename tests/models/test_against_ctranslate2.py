"""The same weights in PyTorch and in CTranslate2: same tokens, at the same times."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from novapulse.speech.engines.transformers_whisper.network import WhisperNetwork
from novapulse.speech.engines.transformers_whisper.placement import place
from novapulse.speech.engines.transformers_whisper.time_warping import warp
from novapulse.speech.engines.transformers_whisper.windows import Window
from tests.speech.sound import babble

_LONGEST = 60


@pytest.fixture(scope="module")
def network(tiny_transformers_whisper: Path) -> WhisperNetwork:
    return WhisperNetwork(str(tiny_transformers_whisper), place("cpu"))


@pytest.fixture(scope="module")
def converted(tiny_transformers_whisper: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    from ctranslate2.converters import TransformersConverter
    from faster_whisper import WhisperModel

    folder = tmp_path_factory.mktemp("converted") / "whisper"
    copied = ["tokenizer.json", "preprocessor_config.json"]
    TransformersConverter(str(tiny_transformers_whisper), copy_files=copied).convert(str(folder))
    return WhisperModel(str(folder), device="cpu", compute_type="float32", cpu_threads=1)


@pytest.fixture(scope="module")
def window() -> Window:
    """30 s: a shorter one is padded in another way by each library."""
    return Window(0, 0.0, babble(30, seed=4).astype(np.float32))


def encoded(converted: Any, window: Window) -> Any:
    return converted.encode(converted.feature_extractor(window.samples)[:, :3000])


def test_greedy_texts_are_the_same(network: WhisperNetwork, converted: Any, window: Window) -> None:
    tokenizer = network.tokenizer("en")
    prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
    (theirs,) = converted.model.generate(
        encoded(converted, window),
        [prompt],
        beam_size=1,
        # Of which half is text.
        max_length=2 * _LONGEST,
        suppress_blank=True,
        suppress_tokens=[
            *tokenizer.non_speech_tokens,
            *range(tokenizer.eot + 1, tokenizer.timestamp_begin + 1501),
        ],
    )
    (ours,) = network.decode(network.encode([window]), "en", "", _LONGEST)
    assert len(ours) > 5
    assert list(ours) == list(theirs.sequences_ids[0])


def test_words_are_found_at_the_same_moments(
    network: WhisperNetwork, converted: Any, window: Window
) -> None:
    tokenizer = network.tokenizer("en")
    states = network.encode([window])
    texts = network.decode(states, "en", "", _LONGEST)
    attended, no_speech = network.attend(states, [window], "en", texts)
    ((rows, columns),) = warp([-attended[0].attention])
    theirs = converted.model.align(
        encoded(converted, window),
        tokenizer.sot_sequence,
        [list(texts[0])],
        3000,
        median_filter_width=7,
    )[0]
    assert np.allclose(attended[0].probabilities, theirs.text_token_probs, atol=1e-3)
    path = {(row, column) for row, column in theirs.alignments}
    shared = path & set(zip(rows.tolist(), columns.tolist(), strict=True))
    assert len(shared) > 0.95 * len(path)
    assert 0 <= no_speech[0] <= 1


def test_heads_are_watched_as_the_model_attends(
    tiny_transformers_whisper: Path, network: WhisperNetwork, window: Window
) -> None:
    """The weights worked out beside fused attention are those that the model's own unfused
    attention has."""
    import torch
    from transformers import WhisperForConditionalGeneration

    model = WhisperForConditionalGeneration.from_pretrained(
        str(tiny_transformers_whisper), attn_implementation="eager"
    ).eval()
    tokens = torch.tensor([[*network.tokenizer("en").sot_sequence, 5, 6, 7]])
    states = network.encode([window])
    with torch.inference_mode(), network.heads.watched() as seen:
        network.run_decoder(tokens, states)
        theirs = model(
            encoder_outputs=(states,), decoder_input_ids=tokens, output_attentions=True
        ).cross_attentions
    (queries, keys) = seen[0]
    ours = (queries @ keys.transpose(2, 3)).softmax(dim=-1)
    assert torch.allclose(ours, theirs[1][:, [0, 1]], atol=1e-5)
