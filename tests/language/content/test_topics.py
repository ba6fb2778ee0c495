from novapulse.domain.content import Content
from novapulse.domain.insights import SegmentSentiment, Sentiment
from novapulse.language.content import analyse_content
from tests.language.content.labelled_calls import STARTED
from tests.language.content.make_content import make_content, redacted

TURNS = (
    ("Agent", "Thank you for calling Meridian Bank. How can I help you?"),
    ("Customer", "My debit card was stolen. I need a new debit card."),
    ("Agent", "I'm sorry. I will block the debit cards at once. What else was in the bag?"),
    ("Customer", "Only the bag itself and a card from the library."),
)


def names(content: Content) -> list[str]:
    return [topic.text for topic in content.topics]


def test_what_both_come_back_to_comes_first_and_inflections_are_one() -> None:
    content = make_content(*TURNS)

    first = content.topics[0]
    assert first.text == "debit card"
    assert first.segment_ids == (2, 3)
    assert "debit cards" not in names(content)


def test_scores_lie_between_the_threshold_and_one() -> None:
    content = make_content(*TURNS)

    scores = [topic.score for topic in content.topics]
    assert all(0.5 <= score < 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


def test_greetings_and_fillers_are_no_topics() -> None:
    content = make_content(
        ("Agent", "Good morning, thanks for calling. My name is [NAME]. How are you today?"),
        ("Customer", "Um, yeah, I'm fine, thank you so much. Have a nice day."),
        ("Agent", "Of course, no problem. Anything else? One moment please. Bye."),
    )

    assert content.topics == ()


def test_a_broader_topic_is_the_parent() -> None:
    content = make_content(*TURNS)
    by_name = {topic.text: topic for topic in content.topics}

    assert by_name["debit card"].parents == (by_name["card"].id,)
    assert by_name["card"].parents == ()


def test_a_topic_has_the_mean_feeling_of_its_segments() -> None:
    scores = (0.0, -0.8, 0.2, 0.0)
    segments = tuple(
        SegmentSentiment(segment_id=n, speaker="", start=0, end=1, label="neutral", score=score)
        for n, score in enumerate(scores, 1)
    )
    sentiment = Sentiment(
        overall_label="neutral", overall_score=0, trend="stable", segments=segments
    )

    content = analyse_content(redacted(TURNS), sentiment, started_at=STARTED)

    assert content.topics[0].sentiment_score == -0.3
    assert content.topics[0].sentiment_label == "neutral"
    assert make_content(*TURNS).topics[0].sentiment_score is None


def test_every_topic_names_messages_that_have_its_words() -> None:
    content = make_content(*TURNS)
    texts = {message.id: message.text.lower() for message in content.messages}

    for topic in content.topics:
        assert topic.message_ids
        for message in topic.message_ids:
            assert topic.text.split()[-1] in texts[message]
