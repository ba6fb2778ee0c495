from tests.contracts.native import openapi


def test_the_document_that_is_checked_in_is_the_one_that_is_served() -> None:
    """After a change that is meant: ``make openapi``, and read the difference."""
    assert openapi.CHECKED_IN.read_text(encoding="utf-8") == openapi.made()
