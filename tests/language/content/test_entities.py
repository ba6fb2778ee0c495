import pytest

from novapulse.domain.content import Entity
from novapulse.domain.content_options import CustomEntity
from tests.language.content.make_content import make_content


def found(text: str) -> list[tuple[str, str, str | None]]:
    content = make_content(("Agent", text))
    return [(entity.type, entity.text, entity.value) for entity in content.entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is $69.99 per month.", ("money", "$69.99", "69.99 USD")),
        ("That's twenty five euros.", ("money", "twenty five euros", "25 EUR")),
        (
            "It was five hundred and ten dollars.",
            ("money", "five hundred and ten dollars", "510 USD"),
        ),
        ("You get 12 percent off.", ("percent", "12 percent", "12")),
        ("We have two hundred lines.", ("number", "two hundred", "200")),
        ("My name is [NAME].", ("person", "[NAME]", None)),
        ("Write to [EMAIL].", ("email", "[EMAIL]", None)),
        ("Call [PHONE_NUMBER].", ("phone_number", "[PHONE_NUMBER]", None)),
        (
            "Thank you for calling Acme Credit Union.",
            ("organization", "Acme Credit Union", "Acme Credit Union"),
        ),
        (
            "thank you for calling acme support how can i help",
            ("organization", "acme support", "Acme Support"),
        ),
        ("We flew to New York.", ("location", "New York", "New York")),
        ("we flew to new york", ("location", "new york", "New York")),
        ("The order number is AB-1234.", ("order_id", "AB-1234", "AB-1234")),
        ("the tracking number is tc 449823", ("tracking_id", "tc 449823", "TC-449823")),
        ("See you on Friday.", ("date", "Friday", "2026-03-06")),
    ],
)
def test_is_found_with_its_value(text: str, expected: tuple[str, str, str | None]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("İNVOİCE 4471", ("invoice_id", "4471", "4471")),
        ("sıx dollars", ("money", "sıx dollars", "6 USD")),
        ("on frıday", ("date", "frıday", "2026-03-06")),
        ("in fıve mınutes", ("datetimerange", "in fıve mınutes", None)),
    ],
)
def test_an_i_without_its_dot_or_with_one_too_many_is_an_i(
    text: str, expected: tuple[str, str, str | None]
) -> None:
    assert found(text) == [expected]


def test_what_has_more_digits_than_a_number_can_hold_is_no_amount() -> None:
    assert found("123456789012345") == [("number", "123456789012345", "123456789012345")]
    assert found("1234567890123456") == []
    assert found(f"${'9' * 400}, {'9' * 400} euros, 1 cent") == [("money", "1 cent", "0.01 USD")]


@pytest.mark.parametrize(
    "text",
    ["That one is fine.", "One moment please.", "i like turkey", "Thank you for calling us."],
)
def test_names_nothing(text: str) -> None:
    assert found(text) == []


def test_mentions_of_one_thing_are_one_entity_with_offsets() -> None:
    content = make_content(("Agent", "It is $20."), ("Customer", "So I pay $20?"))

    (entity,) = content.entities
    places = [(ref.segment_id, ref.offset) for ref in entity.references]
    assert places == [(1, 6), (2, 9)]


def custom(text: str, *wanted: CustomEntity) -> tuple[Entity, ...]:
    content = make_content(("Agent", text), custom_entities=wanted)
    return tuple(entity for entity in content.entities if entity.type == "custom")


def test_custom_entities_are_found_in_any_case_and_inflection() -> None:
    wanted = CustomEntity(custom_type="Role", text="Marketing Director", value="MD")

    (entity,) = custom("The marketing directors met. A Marketing Director left.", wanted)

    assert (entity.custom_type, entity.value) == ("Role", "MD")
    assert [ref.offset for ref in entity.references] == [4, 2]


def test_custom_entities_are_whole_words() -> None:
    assert custom("The cartel met.", CustomEntity(custom_type="Thing", text="art")) == ()
    assert custom("Plan B2 it is.", CustomEntity(custom_type="Plan", text="B")) == ()
