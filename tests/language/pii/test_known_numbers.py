"""Numbers that are found again."""

from novapulse.domain.pii import PiiKind
from novapulse.language.pii.known_numbers import KnownNumbers

KNOWN = KnownNumbers([("48219821", PiiKind.ACCOUNT_NUMBER), ("8219", PiiKind.PIN)])


def test_a_part_has_the_kind_of_each_number_that_holds_it() -> None:
    assert KNOWN.kinds("219") == [PiiKind.ACCOUNT_NUMBER, PiiKind.PIN]
    assert KNOWN.kinds("9821") == [PiiKind.ACCOUNT_NUMBER]


def test_a_longer_number_has_the_kind_of_each_that_it_holds() -> None:
    assert KNOWN.kinds("00821900") == [PiiKind.PIN]


def test_two_numbers_side_by_side_are_not_one() -> None:
    assert KNOWN.kinds("18219") == [PiiKind.PIN]
    assert KNOWN.kinds("218") == []


def test_only_whole_numbers_are_in_it() -> None:
    assert "8219" in KNOWN and "821" not in KNOWN
