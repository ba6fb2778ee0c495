from time import process_time

import numpy as np
import pytest

from novapulse.language.embedding import ConceptEmbedder
from novapulse.language.embedding.concepts import CONCEPTS


@pytest.fixture(scope="module")
def embedder() -> ConceptEmbedder:
    return ConceptEmbedder()


def cosine(embedder: ConceptEmbedder, one: str, other: str) -> float:
    a, b = embedder.encode([one, other])
    return float(a @ b)


def test_rows_have_length_one_and_follow_the_order_given(embedder: ConceptEmbedder) -> None:
    texts = ["This charge makes no sense.", "Hello, my piano is blue.", "TC-449823"]
    rows = embedder.encode(texts)

    assert rows.shape == (3, embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    for row, text in zip(rows, texts, strict=True):
        assert (row == embedder.encode([text])[0]).all()


def test_a_second_embedder_makes_the_same_vectors_under_the_same_name(
    embedder: ConceptEmbedder,
) -> None:
    other = ConceptEmbedder()

    assert other.model_id == embedder.model_id
    assert (other.encode(["my bill"]) == embedder.encode(["my bill"])).all()


def test_other_concepts_have_another_name(embedder: ConceptEmbedder) -> None:
    assert ConceptEmbedder(CONCEPTS[::-1]).model_id != embedder.model_id


@pytest.mark.parametrize("text", ["", "...", "Okay, yes.", "Thank you.", "It is what it is."])
def test_a_text_that_says_nothing_is_a_row_of_zeros(embedder: ConceptEmbedder, text: str) -> None:
    assert not embedder.encode([text]).any()


def test_no_text_gives_no_rows(embedder: ConceptEmbedder) -> None:
    assert embedder.encode([]).shape == (0, embedder.dimensions)


def test_frustration_about_billing_is_found_where_neither_word_is_said(
    embedder: ConceptEmbedder,
) -> None:
    query = "calls where customers expressed frustration about billing"
    said, *others = (
        "This charge makes no sense.",
        "Your bill will be sent on Monday.",
        "That is really frustrating to hear.",
        "I love the new camera.",
        "The technician comes tomorrow.",
    )

    assert cosine(embedder, query, said) > max(cosine(embedder, query, o) for o in others)
    assert cosine(embedder, query, said) >= embedder.supports


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("customer wants their money returned", "I would like a refund, please."),
        ("somebody cannot log in", "I'm locked out of my account."),
        ("threat to leave for a competitor", "I'm switching to another provider."),
        ("caller asks for a supervisor", "Let me speak to your manager."),
        ("delivery arrived damaged", "The parcel was broken when the courier brought it."),
        ("problem reported again and again", "This is the third time I am calling."),
    ],
)
def test_a_paraphrase_without_a_common_word_is_related(
    embedder: ConceptEmbedder, asked: str, said: str
) -> None:
    assert cosine(embedder, asked, said) >= embedder.related


def test_an_implicit_complaint_carries_discontent_through_the_lexicon(
    embedder: ConceptEmbedder,
) -> None:
    ask = "unhappy customers"
    complaint, statement = "You betrayed me over the piano.", "You tuned the piano for me."

    assert cosine(embedder, ask, complaint) > cosine(embedder, ask, statement) + 0.1


def test_an_unknown_word_brings_like_to_like(embedder: ConceptEmbedder) -> None:
    assert cosine(embedder, "zorbing", "We went zorbing") > embedder.related
    assert abs(cosine(embedder, "zorbing", "We went quilting")) < embedder.related


def test_an_id_counts_more_than_what_stands_around_it(embedder: ConceptEmbedder) -> None:
    same = cosine(embedder, "ticket TC-449823", "It is TC-449823.")
    other = cosine(embedder, "ticket TC-449823", "Your ticket is TC-111111.")

    assert same > embedder.supports > other


@pytest.mark.parametrize(
    "question", ["What is the capital of Australia?", "photosynthesis in tropical plants"]
)
def test_what_is_off_topic_is_not_related(embedder: ConceptEmbedder, question: str) -> None:
    calls = ["This charge makes no sense.", "The technician comes tomorrow.", "It is TC-449823."]

    assert max(abs(cosine(embedder, question, said)) for said in calls) < embedder.related


def test_other_languages_are_compared_by_their_words(embedder: ConceptEmbedder) -> None:
    assert cosine(embedder, "Rechnung verstehen", "Die Rechnung kam gestern") > embedder.related


def test_a_text_takes_well_under_a_millisecond(embedder: ConceptEmbedder) -> None:
    texts = ["I was told on Monday that the router would be replaced, and nobody came."] * 200
    start = process_time()
    embedder.encode(texts)

    assert (process_time() - start) / len(texts) < 0.002
