import pytest

from novapulse.language.contractions import with_apostrophes


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("im sure theyll call", "i'm sure they'll call"),
        ("Ill send it and youll get it", "I'll send it and you'll get it"),
        ("it doesnt work and i cant wait", "it doesn't work and i can't wait"),
        ("id like that so lets see", "i'd like that so let's see"),
        ("were going to ship it", "we're going to ship it"),
        ("well send you one", "we'll send you one"),
    ],
)
def test_apostrophes_are_put_where_a_recogniser_leaves_them_out(written: str, meant: str) -> None:
    assert with_apostrophes(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "I'm ill and they were well.",
        "the shell station on hell street",
        "your id number",
        "she lets me in",
        "its colour",
        "I don’t know",
    ],
)
def test_words_of_their_own_stay(text: str) -> None:
    assert with_apostrophes(text) == text
