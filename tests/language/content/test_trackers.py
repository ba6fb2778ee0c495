from novapulse.domain.tracker import BY_MEANING, Tracker
from novapulse.language.content.trackers import floor_of
from novapulse.language.embedding import ConceptEmbedder
from tests.language.content.labelled_trackers import MEANT, UNRELATED, VOCABULARY
from tests.language.content.make_content import make_content

REFUND = Tracker(name="Refund", vocabulary=("I want my money back", "refund"))


def test_words_are_found_in_any_inflection_with_their_offset() -> None:
    content = make_content(("Customer", "You refunded me. No refunds?"), trackers=[REFUND])

    (tracker,) = content.trackers
    (match,) = tracker.matches
    assert (tracker.name, match.value) == ("Refund", "refund")
    assert [(r.text, r.offset, r.similarity) for r in match.references] == [
        ("You refunded me.", 4, 1.0),
        ("No refunds?", 3, 1.0),
    ]


def test_meaning_is_found_with_the_offset_that_says_so() -> None:
    content = make_content(
        ("Customer", "Please reimburse me."), trackers=[REFUND], embedder=ConceptEmbedder()
    )

    (match,) = content.trackers[0].matches
    assert match.value == "I want my money back"
    assert [r.offset for r in match.references] == [BY_MEANING]


def test_without_an_embedder_only_words_count() -> None:
    content = make_content(("Customer", "Please reimburse me."), trackers=[REFUND])

    assert content.trackers == ()


def test_a_short_entry_is_matched_by_its_words_alone() -> None:
    tracker = Tracker(name="Refund", vocabulary=("refund",))

    content = make_content(
        ("Customer", "Please reimburse me."), trackers=[tracker], embedder=ConceptEmbedder()
    )

    assert content.trackers == ()


def test_insights_that_hold_the_words_are_named() -> None:
    content = make_content(
        ("Customer", "When do I get my refund?"), ("Agent", "Soon."), trackers=[REFUND]
    )

    (insight,) = content.trackers[0].matches[0].insights
    assert (insight.id, insight.kind, insight.offset) == (content.questions[0].id, "question", 17)


def test_the_floor_parts_what_is_meant_from_what_is_not() -> None:
    embedder = ConceptEmbedder()
    names = list(VOCABULARY)
    entries = embedder.encode([VOCABULARY[name] for name in names])
    said = [(name, text) for name in names for text in MEANT[name]]
    said += [("", text) for text in UNRELATED]
    near = embedder.encode([text for _, text in said]) @ entries.T >= floor_of(embedder)

    right = [bool(near[i, names.index(name)]) for i, (name, _) in enumerate(said) if name]
    wrong = int(near.sum()) - sum(right)

    assert sum(right) / len(right) >= 0.75
    assert wrong <= 1
