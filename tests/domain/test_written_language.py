"""What is clearly not English is told, and nothing else is taken for it."""

import re
import time
import unicodedata
from pathlib import Path

import pytest

from novapulse.domain.function_words import BY_LANGUAGE
from novapulse.domain.written_language import written_language

ENGLISH_TURNS = Path(__file__).parents[2] / "tools" / "sentiment_turns"

CALLS = {
    "ar": "مرحبا، تم خصم المبلغ مرتين هذا الشهر و أريد استرداد المال.",
    "bn": "নমস্কার, এই মাসে আমার কাছ থেকে দুবার টাকা কাটা হয়েছে।",
    "de": "Guten Tag, mir wurde diesen Monat zweimal Geld abgebucht und ich möchte es zurück.",
    "el": "Καλημέρα, με χρεώσατε δύο φορές αυτόν τον μήνα και θέλω τα χρήματά μου πίσω.",
    "es": "Hola, me cobraron dos veces este mes y quiero que me devuelvan el dinero.",
    "fa": "سلام، این ماه دو بار از من پول گرفته شده است و من پولم را می خواهم.",
    "fr": "Bonjour, j’ai été facturé deux fois ce mois-ci et je voudrais être remboursé.",
    "he": "שלום, חויבתי פעמיים החודש ואני רוצה את הכסף שלי בחזרה.",
    "hi": "नमस्ते, इस महीने मुझसे दो बार पैसे लिए गए हैं और मुझे पैसे वापस चाहिए।",
    "id": "Selamat pagi, saya ditagih dua kali bulan ini dan saya mau uang saya kembali.",
    "it": "Buongiorno, questo mese mi avete addebitato due volte e vorrei un rimborso.",
    "ja": "こんにちは、今月二回請求されたので、返金をお願いします。",
    "ko": "안녕하세요, 이번 달에 두 번 청구되어서 환불을 받고 싶습니다.",
    "nl": "Goedemorgen, ik heb deze maand twee keer betaald en ik wil mijn geld terug.",
    "pl": "Dzień dobry, w tym miesiącu pobrano mi opłatę dwa razy i chcę zwrot pieniędzy.",
    "pt": "Olá, fui cobrado duas vezes este mês e eu quero o meu dinheiro de volta.",
    "ru": "Здравствуйте, с меня дважды сняли деньги, и я хочу вернуть их.",
    "th": "สวัสดีครับ เดือนนี้ผมถูกเก็บเงินสองครั้ง ผมอยากได้เงินคืน",
    "tr": "Merhaba, bu ay benden iki kez ücret alındı ve ben paramı geri istiyorum lütfen.",
    "uk": "Добрий день, з мене двічі зняли гроші і я хочу їх повернути.",
    "ur": "ہیلو، اس مہینے مجھ سے دو بار پیسے لیے گئے ہیں اور مجھے پیسے واپس چاہیے۔",
    "vi": "Xin chào, tháng này tôi bị tính tiền hai lần và tôi muốn được hoàn tiền.",
    "zh": "你好,我这个月被扣了两次费,我想退款。",
}


@pytest.mark.parametrize("language", CALLS)
def test_what_is_clearly_written_in_another_language_is_told(language: str) -> None:
    assert written_language([CALLS[language]]) == language


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("guten tag ich habe ein problem mit meiner rechnung die ist viel zu hoch", "de"),
        ("hola buenas tardes si mire le llamo porque no me llega la factura tampoco hoy", "es"),
        ("bonjour j ai un probleme avec ma facture et je ne peux pas vous payer", "fr"),
        ("ola bom dia eu nao recebi a fatura e voce pode me ajudar por favor", "pt"),
    ],
)
def test_a_recogniser_that_writes_neither_accents_nor_full_stops_is_understood(
    said: str, language: str
) -> None:
    assert written_language([said]) == language


def test_a_foreign_call_with_an_english_greeting_is_foreign() -> None:
    turns = ["Thank you for calling.", *[CALLS["de"]] * 5, "Okay, bye."]
    assert written_language(turns) == "de"


def test_letters_that_say_no_language_are_named_themselves() -> None:
    assert written_language(["Қазақ тілі өте әдемі екен дейді халқымыз"]) == "und-Cyrl"


@pytest.mark.parametrize(
    "said",
    [
        "Yes.",
        "no no no no no no",
        "si si si si si si",
        "mm-hm okay",
        "Priya",
        "",
        "😀😀😀",
        "12345 678 90",
        "This is Juan de la Cruz y Maria del Carmen Lopez de los Santos",
        "Juan de la Cruz y Maria del Carmen Lopez de los Santos",
        "Berlin, Frankfurt am Main, An der Alster, Unter den Linden",
        "Rua Augusta, São Paulo, Avenida Paulista",
        "Mr. van der Berg en Zonen BV",
        "Guten Tag! How are you?",
        "Ich bin ein Berliner was said by Kennedy",
        "crème brûlée à la carte",
        "Por favor",
        "Te amo",
        "สวัสดี means hello",
        "The die was cast, and the man in the hat was in a war",
    ],
)
def test_short_texts_names_and_quotes_stay_english(said: str) -> None:
    assert written_language([said]) is None


@pytest.mark.parametrize(
    "said",
    [
        "Sir mera order abhi tak nahi aaya hai, main kya karu? refund kab milega?",
        "haan ji mera account band ho gaya hai aur mujhe paisa wapas chahiye",
        "aap mujhe bataiye ki mera paisa kab tak aayega kyunki main bahut pareshan hoon",
        "मेरा order अभी तक deliver नहीं हुआ, please refund कब मिलेगा",
        "Hola, I need ayuda con mi bill porque it's muy high and no entiendo por que",
        "Pues mira, I was like calling yesterday y me dijeron que the refund ya estaba done",
        "Yung bill ko po is mataas, paano po ba ito",
        "Ok lah can or not ah",
    ],
)
def test_what_mixes_english_in_stays_english(said: str) -> None:
    assert written_language([said]) is None
    assert written_language([said] * 20) is None


def test_no_english_turn_is_taken_for_another_language() -> None:
    texts = [
        re.sub(r"\[\[\w+\|([^]]*)\]\]", r"\1", line)
        for file in sorted(ENGLISH_TURNS.rglob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()[::8]
    ]
    assert len(texts) > 1000
    assert [text for text in texts if written_language([text])] == []


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_every_word_of_the_lists_is_listed_once_as_it_is_looked_up(language: str) -> None:
    """Composed, in lower case, and in one piece: an apostrophe parts words."""
    listed = BY_LANGUAGE[language].split()
    assert len(listed) == len(set(listed))
    assert [w for w in listed if w != unicodedata.normalize("NFC", w.casefold())] == []
    assert [w for w in listed if "'" in w] == []


@pytest.mark.parametrize(
    "longest",
    ["of the bill " * 8_000, "我" * 100_000, "a'" * 50_000, "a" + "\u0315\u0300" * 49_999],
    ids=["words", "no blanks", "apostrophes", "marks on one letter"],
)
def test_the_longest_turn_is_read_in_linear_time(longest: str) -> None:
    began = time.process_time()
    written_language([longest])
    assert time.process_time() - began < 3
