from novapulse.domain.content import Content
from novapulse.domain.tracker import BY_MEANING, Tracker
from novapulse.language.pii.detector import RuleDetector
from novapulse.language.redact_content import scan_content
from tests.language.content.make_content import make_content

TURNS = (
    ("Agent", "Thank you for calling. How can I help you?"),
    ("Customer", "I was charged $69.99 on March 6 2026 for the premium plan."),
    ("Agent", "I will send you the refund for the premium plan by Friday."),
    ("Customer", "When will the premium plan end?"),
)
LEAKS = (*TURNS, ("Customer", "Please call me about the refund at 415-555-0134 next week."))


def found(*turns: tuple[str, str]) -> Content:
    trackers = (Tracker(name="money", vocabulary=("refund",)),)
    return make_content(*turns, trackers=trackers)


def test_content_without_personal_data_stays_as_it_was() -> None:
    content = found(*TURNS)
    assert content.action_items and content.questions and content.entities and content.trackers
    assert scan_content(content, RuleDetector()) == content


def test_what_earlier_scans_missed_is_taken_out_wherever_it_stands() -> None:
    leaky = found(*LEAKS)
    assert "555-0134" in leaky.model_dump_json()
    scanned = scan_content(leaky, RuleDetector())
    assert "555-0134" not in scanned.model_dump_json()
    last = scanned.messages[-1]
    assert last.text == "Please call me about the refund at [PHONE_NUMBER] next week."
    assert [word.word for word in last.words][-3:] == ["[PHONE_NUMBER]", "next", "week."]


def test_matches_and_mentions_in_a_changed_text_have_no_wrong_place() -> None:
    scanned = scan_content(found(*LEAKS), RuleDetector())
    texts = {message.id: message.text for message in scanned.messages}
    for entity in scanned.entities:
        for place in entity.references:
            assert texts[place.message_id][place.offset :].startswith(entity.text)
    references = [r for t in scanned.trackers for m in t.matches for r in m.references]
    changed = [r for r in references if "[PHONE_NUMBER]" in r.text]
    assert changed and all(r.offset == BY_MEANING for r in changed)
    for reference in references:
        if reference not in changed:
            assert reference.text[reference.offset :].lower().startswith("refund")


def test_a_mention_that_is_no_longer_there_is_no_entity() -> None:
    content = found(*LEAKS)
    (message,) = [m for m in content.messages if "555" in m.text]
    leak = content.entities[0].model_copy(
        update={
            "text": "415-555-0134",
            "references": (
                content.entities[0].references[0].model_copy(update={"message_id": message.id}),
            ),
        }
    )
    scanned = scan_content(content.model_copy(update={"entities": (leak,)}), RuleDetector())
    assert scanned.entities == ()
