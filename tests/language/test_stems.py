import pytest

from novapulse.language.stems import holds_phrase, stems


@pytest.mark.parametrize(
    "forms",
    [
        ("charge", "charges", "charged", "charging", "CHARGE"),
        ("bill", "bills", "billed", "billing"),
        ("cancel", "cancels", "cancelled", "canceled", "cancelling"),
        ("policy", "policies"),
        ("try", "tries", "tried"),
        ("address", "addresses", "addressed"),
        ("fee", "fees"),
        ("café", "cafe", "Café", "cafe's", "café’s"),
    ],
)
def test_inflected_forms_of_a_word_are_one(forms: tuple[str, ...]) -> None:
    assert len({stems(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("contract", "contact"), ("fee", "feed"), ("ring", "rent"), ("is", "it")]
)
def test_other_words_are_others(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_a_phrase_stands_in_a_text_in_its_order() -> None:
    text = "Well, this charge makes no sense!"
    assert holds_phrase(text, "charges make no sense")
    assert holds_phrase(text, "THIS CHARGE")
    assert not holds_phrase(text, "no charge")
    assert not holds_phrase(text, "his charge")
    assert holds_phrase("It is TC-449823.", "tc 449823")
    assert not holds_phrase("It is TC-4498231.", "TC-449823")


def test_a_phrase_stands_inside_a_sentence_where_no_blanks_are_written() -> None:
    assert holds_phrase("我的订单要退款，谢谢", "退款")
    assert holds_phrase("返金をお願いします", "返金")
    assert not holds_phrase("退货款", "退款")
