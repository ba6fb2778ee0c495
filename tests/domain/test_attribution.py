import pytest

from novapulse.domain.attribution import (
    SpokenSegment,
    attribute,
    attribute_call,
    label,
)
from novapulse.domain.job import JobOptions
from novapulse.domain.media import ChannelMode, MediaInfo, Notice, PreparedAudio
from novapulse.domain.spoken_words import SpokenWord, smooth
from novapulse.domain.transcript import (
    Diarization,
    EngineInfo,
    SpeakerRole,
    SpeakerTurn,
    Transcript,
    Transcription,
    Utterance,
    Word,
)

ENGINE = EngineInfo(name="test", model="none", version="1")


def prepared(
    channels: int = 1, notices: tuple[Notice, ...] = (), numbers: tuple[int, ...] = ()
) -> PreparedAudio:
    return PreparedAudio(
        media=MediaInfo(
            container="wav",
            codec="pcm_s16le",
            sample_rate=8_000,
            channels=channels,
            duration_seconds=60.0,
            size_bytes=1,
        ),
        mode=ChannelMode.MONO if channels == 1 else ChannelMode.PER_CHANNEL,
        sample_rate=16_000,
        source_rate=8_000,
        samples=960_000,
        duration_seconds=60.0,
        channel_keys=tuple(f"channel_{i}" for i in range(channels)),
        channel_numbers=numbers or tuple(range(1, channels + 1)),
        notices=notices,
    )


def spoken(text: str, start: float, *, step: float = 0.4, confidence: float = 0.8) -> list[Word]:
    """Words of 0.3 s, one every ``step`` seconds."""
    return [
        Word(
            word=word,
            start=round(start + i * step, 2),
            end=round(start + i * step + 0.3, 2),
            confidence=confidence,
        )
        for i, word in enumerate(text.split())
    ]


def utterance(words: list[Word], channel: int = 0, flags: tuple[str, ...] = ()) -> Utterance:
    return Utterance(
        channel=channel,
        start=words[0].start,
        end=words[-1].end,
        words=tuple(words),
        flags=flags,
    )


def transcription(*utterances: Utterance, language: str = "en-US") -> Transcription:
    return Transcription(engine=ENGINE, language=language, utterances=utterances)


def diarization(*turns: tuple[int, float, float], method: str = "cluster") -> Diarization:
    return Diarization(
        method=method,
        speakers=max((turn[0] for turn in turns), default=0) + 1,
        turns=tuple(SpeakerTurn(speaker=s, start=a, end=b) for s, a, b in turns),
    )


def said(segments: tuple[SpokenSegment, ...]) -> list[tuple[int, str]]:
    return [(segment.speaker, segment.text) for segment in segments]


def test_one_utterance_is_split_where_the_voice_changes() -> None:
    call = transcription(utterance(spoken("how can i help hello my line is down", 1.0)))
    segments = attribute(call, diarization((0, 0.9, 2.5), (1, 2.5, 5.0)), prepared())
    assert said(segments) == [(0, "how can i help"), (1, "hello my line is down")]
    assert (segments[0].start, segments[0].end) == (1.0, 2.5)


def test_a_word_goes_to_the_turn_it_overlaps_most() -> None:
    word = Word(word="yes", start=1.0, end=2.0, confidence=0.9)
    call = transcription(utterance([word]))
    segments = attribute(call, diarization((0, 0.0, 1.3), (1, 1.3, 3.0)), prepared())
    assert said(segments) == [(1, "yes")]


def test_a_word_outside_every_turn_goes_to_the_nearest() -> None:
    call = transcription(
        utterance(spoken("well", 13.0)), utterance(spoken("so", 25.0)), utterance(spoken("oh", 40))
    )
    turns = diarization((0, 0.0, 2.0), (1, 9.0, 9.5), (0, 30.0, 31.0))
    assert said(attribute(call, turns, prepared())) == [(1, "well"), (0, "so"), (0, "oh")]


def test_an_overlapping_long_turn_is_not_forgotten() -> None:
    call = transcription(utterance(spoken("still talking", 50.0)))
    turns = diarization((0, 0.0, 55.0), (1, 10.0, 11.0), (1, 12.0, 13.0))
    assert said(attribute(call, turns, prepared())) == [(0, "still talking")]


def test_without_turns_one_speaker_said_it_all() -> None:
    call = transcription(utterance(spoken("hello there", 1.0)))
    assert said(attribute(call, diarization(), prepared())) == [(0, "hello there")]


def test_a_single_stray_word_comes_back_to_its_neighbours() -> None:
    words = spoken("the bill is wrong again", 1.0)
    voices = [0, 0, 1, 0, 0]
    smoothed = smooth([SpokenWord(w, v, 0) for w, v in zip(words, voices, strict=True)])
    assert [word.speaker for word in smoothed] == [0, 0, 0, 0, 0]


def test_a_short_answer_between_pauses_keeps_its_voice() -> None:
    words = [*spoken("is it on", 1.0), *spoken("yes", 3.0), *spoken("good", 4.0)]
    voices = [0, 0, 0, 1, 0]
    smoothed = smooth([SpokenWord(w, v, 0) for w, v in zip(words, voices, strict=True)])
    assert [word.speaker for word in smoothed] == voices


def test_a_pause_ends_a_segment() -> None:
    words = [*spoken("one moment", 1.0), *spoken("thank you", 2.6)]
    call = transcription(utterance(words))
    segments = attribute(call, diarization((0, 0.0, 9.0)), prepared())
    assert [segment.text for segment in segments] == ["one moment", "thank you"]
    close = transcription(utterance([*spoken("one moment", 1.0), *spoken("thank you", 2.4)]))
    assert len(attribute(close, diarization((0, 0.0, 9.0)), prepared())) == 1


def test_a_monologue_is_divided_at_a_sentence_once_it_is_long() -> None:
    words = spoken("so " * 50 + "end. " + "and " * 20, 0.0, step=0.7)
    call = transcription(utterance(words))
    segments = attribute(call, diarization((0, 0.0, 60.0)), prepared())
    assert len(segments) == 2
    assert segments[0].text.endswith("end.")


def test_a_monologue_without_sentences_is_divided_anyway() -> None:
    call = transcription(utterance(spoken("so " * 300, 0.0)))
    segments = attribute(call, diarization((0, 0.0, 130.0)), prepared())
    assert max(segment.end - segment.start for segment in segments) <= 61
    assert sum(len(segment.words) for segment in segments) == 300


def test_with_a_channel_each_the_channel_is_the_speaker() -> None:
    agent = utterance(spoken("how can i help you", 1.0), channel=0)
    customer = utterance(spoken("hello hello", 1.5), channel=1)
    misleading = diarization((1, 0.0, 9.0))
    segments = attribute(transcription(agent, customer), misleading, prepared(channels=2))
    assert said(segments) == [(0, "how can i help you"), (1, "hello hello")]


def test_segments_are_in_order_of_start_across_channels() -> None:
    utterances = [
        utterance(spoken("first", 1.0), channel=1),
        utterance(spoken("second", 3.0), channel=0),
        utterance(spoken("third", 5.0), channel=1),
    ]
    segments = attribute(transcription(*utterances), diarization(), prepared(channels=2))
    assert [segment.text for segment in segments] == ["first", "second", "third"]


def test_every_word_ends_up_in_exactly_one_segment() -> None:
    words = spoken(" ".join(f"w{i}" for i in range(40)), 0.0)
    turns = diarization((0, 0.0, 3.1), (1, 3.1, 7.7), (0, 7.9, 12.0), (1, 12.2, 16.0))
    segments = attribute(transcription(utterance(words)), turns, prepared())
    assert [word for segment in segments for word in segment.words] == words


def test_confidence_is_the_mean_of_the_words_and_flags_are_kept() -> None:
    words = [*spoken("sure", 1.0, confidence=0.9), *spoken("thing", 1.4, confidence=0.4)]
    call = transcription(utterance(words, flags=("repetition",)))
    (segment,) = attribute(call, diarization((0, 0.0, 9.0)), prepared())
    assert segment.confidence == pytest.approx(0.65)
    assert segment.flags == ("repetition",)


def test_languages_without_spaces_are_written_without() -> None:
    call = transcription(utterance(spoken("お電話 ありがとう", 1.0)), language="ja-JP")
    (segment,) = attribute(call, diarization((0, 0.0, 9.0)), prepared())
    assert segment.text == "お電話ありがとう"


def test_labels_come_from_roles_and_ids_count_from_one() -> None:
    call = transcription(utterance(spoken("hello", 1.0)), utterance(spoken("hi", 3.0)))
    segments = attribute(call, diarization((1, 0.9, 2.0), (0, 2.9, 4.0)), prepared())
    roles = [
        SpeakerRole(label=name, source="voice", confidence=1.0, reason="told")
        for name in ("Agent", "Customer")
    ]
    labelled = label(segments, roles)
    assert [(segment.id, segment.speaker) for segment in labelled] == [
        (1, "Customer"),
        (2, "Agent"),
    ]


GREETING = "thank you for calling acme how can i help you"
COMPLAINT = "hi i have a problem with my bill i was charged twice"


def test_a_call_becomes_an_unredacted_transcript_with_all_notices() -> None:
    odd = Notice(code="audio_clipped", message="clipped")
    words = [*spoken(GREETING, 1.0), *spoken(COMPLAINT, 6.0)]
    call = transcription(utterance(words))
    turns = diarization((0, 0.9, 5.5), (1, 5.9, 12.0))
    transcript = attribute_call(call, turns, prepared(notices=(odd,)), JobOptions())
    assert [segment.speaker for segment in transcript.segments] == ["Agent", "Customer"]
    assert transcript.notices == (odd,)
    assert not transcript.pii_redacted
    assert transcript.engine == ENGINE
    assert transcript.duration_seconds == 60.0


def test_the_callers_channel_map_decides_roles() -> None:
    utterances = [
        utterance(spoken(GREETING, 1.0), channel=0),
        utterance(spoken(COMPLAINT, 6.0), channel=1),
    ]
    options = JobOptions(channels={"1": "Customer", "2": "Agent"})
    call = transcription(*utterances)
    transcript = attribute_call(call, diarization((1, 0, 1)), prepared(channels=2), options)
    assert [segment.speaker for segment in transcript.segments] == ["Customer", "Agent"]


@pytest.mark.parametrize(
    "options",
    [JobOptions(channels={"3": "Agent"}), JobOptions(metadata={"agent_channel": 3})],
    ids=["channels", "metadata"],
)
def test_channels_are_counted_as_in_the_recording_not_as_kept(options: JobOptions) -> None:
    call = transcription(
        utterance(spoken("mhm", 1.0), channel=0), utterance(spoken("right", 6.0), channel=1)
    )
    audio = prepared(channels=2, numbers=(2, 3))
    transcript = attribute_call(call, diarization((1, 0, 1), method="channel"), audio, options)
    assert [(role.source, role.label) for role in transcript.speakers] == [
        ("channel 2", "Customer"),
        ("channel 3", "Agent"),
    ]


def test_guessed_roles_are_worth_a_notice() -> None:
    utterances = [
        utterance(spoken("mhm", 1.0), channel=0),
        utterance(spoken("right", 6.0), channel=1),
    ]
    call = transcription(*utterances)
    turns = diarization((1, 0, 1), method="channel")
    transcript = attribute_call(call, turns, prepared(channels=2), JobOptions())
    assert {segment.speaker for segment in transcript.segments} == {"Agent", "Customer"}
    (notice,) = transcript.notices
    assert notice.code == "roles_uncertain"
    assert "channel 1 as Agent" in notice.message
    assert "Name the channels' roles" in notice.message


def mono_call(*, language: str = "en-US", channels: dict[str, str] | None = None) -> Transcript:
    """Two voices whose words tell nothing of their roles."""
    call = transcription(
        utterance(spoken("mhm", 1.0)), utterance(spoken("right", 6.0)), language=language
    )
    options = JobOptions(channels=channels or {})
    return attribute_call(call, diarization((0, 0.5, 2), (1, 5.5, 7)), prepared(), options)


def test_unclear_roles_of_a_mono_call_are_no_guess_and_no_channel_can_be_named() -> None:
    (notice,) = mono_call().notices
    assert notice.code == "roles_uncertain"
    assert "numbered" in notice.message
    assert "channel of its own" in notice.message
    assert "Speaker 1" not in notice.message
    assert "when submitting" not in notice.message


def test_channels_named_in_vain_are_said_to_be_unused() -> None:
    notices = mono_call(channels={"1": "Agent"}).notices
    assert [notice.code for notice in notices] == ["channels_unused", "roles_uncertain"]


@pytest.mark.parametrize(
    ("language", "warned"), [("en-GB", False), ("en", False), ("de-DE", True), ("ja", True)]
)
def test_a_language_that_the_analysis_does_not_know_is_worth_a_notice(
    language: str, warned: bool
) -> None:
    codes = [notice.code for notice in mono_call(language=language).notices]
    assert ("analysis_english_only" in codes) == warned


def test_a_call_without_words_has_no_segments() -> None:
    transcript = attribute_call(transcription(), diarization(), prepared(), JobOptions())
    assert transcript.segments == ()
    assert transcript.accuracy == 0.0
