"""Turns with personal data marked ``[[KIND|text]]``, and turns without any; our own sentences."""

import re

from novapulse.domain.pii import PiiKind

Marked = tuple[str, str]
"""(what the other party said just before, the turn with its marks)"""

WRITTEN: tuple[Marked, ...] = (
    ("Who do I have the pleasure of speaking with?", "This is [[NAME|Olivia Brandt]]."),
    ("", "Good afternoon, my name is [[NAME|Tyrone]], how can I help?"),
    ("", "I was talking to Mr. [[NAME|Okafor]] yesterday."),
    ("", "My wife [[NAME|Priya]] usually pays the bill."),
    ("", "Thanks, [[NAME|Gabriela]], that helps."),
    ("Your first name?", "[[NAME|Xiomara]]."),
    ("", "My email is [[EMAIL|t.brown77@example.org]], please use that."),
    ("", "Call me back at [[PHONE_NUMBER|(206) 555-0187]], thanks."),
    ("", "My cell is [[PHONE_NUMBER|503-555-0121]]."),
    ("", "It's a UK mobile, [[PHONE_NUMBER|+44 7700 900123]]."),
    ("What is the card number?", "It's [[CARD_NUMBER|4539 1488 0343 6467]]."),
    ("", "The card ends in [[CARD_NUMBER|8821]]."),
    ("When does it expire?", "[[CARD_EXPIRY|11/28]]."),
    ("And the CVV?", "[[SECURITY_CODE|417]]."),
    ("", "My social is [[SSN|078-05-1120]]."),
    ("Date of birth?", "[[DATE_OF_BIRTH|May 4, 1979]]."),
    ("", "I was born on [[DATE_OF_BIRTH|1990-12-02]]."),
    ("Can you confirm your address?", "[[ADDRESS|1908 Willow Creek Lane, Austin, Texas 78704]]."),
    ("", "Please ship it to [[ADDRESS|55 Harbor Street, Apt 9]]."),
    ("", "Send it to [[ADDRESS|PO Box 4471]]."),
    ("What's your zip code?", "It's [[ADDRESS|30309]]."),
    ("Can I get your account number?", "Yes, [[ACCOUNT_NUMBER|0048821907]]."),
    ("And the routing number?", "[[ACCOUNT_NUMBER|021000021]]."),
    ("", "My member ID is [[ACCOUNT_NUMBER|77120934]]."),
    ("", "The PIN is [[PIN|5561]]."),
    ("", "My username is [[ACCOUNT_NUMBER|bluefish_88]]."),
    ("", "The policy holder is [[NAME|Agnieszka Nowak]]."),
    ("", "Hey there, [[NAME|Mohammed]] here, I have a problem with my router."),
    ("", "Can I speak to [[NAME|Hiroshi]] in accounting?"),
    ("", "I'd like to speak with [[NAME|Tomasz]] please."),
    ("", "She was born in [[DATE_OF_BIRTH|August 1999]]."),
    ("", "My loan account is [[ACCOUNT_NUMBER|5500-8812-01]]."),
    ("", "Text me at [[PHONE_NUMBER|646.555.0199]] when it's ready."),
    ("", "We live at [[ADDRESS|4 Rosewood Close, Leeds]]."),
    ("", "My date of birth is [[DATE_OF_BIRTH|7/4/76]]."),
    (
        "",
        "Sort code [[ACCOUNT_NUMBER|20-45-77]] and account [[ACCOUNT_NUMBER|31926819]].",
    ),
)
SPOKEN: tuple[Marked, ...] = (
    ("may i have your name please", "sure it's [[NAME|lily harper]]"),
    ("", "my name is [[NAME|samir]] and i'm calling about my bill"),
    ("can you spell that for me", "[[NAME|h a r p e r]]"),
    ("", "thank you [[NAME|jessica]] one moment please"),
    ("what's your phone number", "[[PHONE_NUMBER|six oh two five five five oh one double nine]]"),
    ("a good callback number", "[[PHONE_NUMBER|eight hundred five five five oh one four four]]"),
    ("", "my phone number is [[PHONE_NUMBER|triple five twenty one forty six]]"),
    (
        "please read me your card number",
        "okay [[CARD_NUMBER|four five three nine one four eight eight oh three four three six four"
        " six seven]]",
    ),
    ("the security code on the back", "uh [[SECURITY_CODE|six oh two]]"),
    ("and the expiration date", "[[CARD_EXPIRY|oh four twenty nine]]"),
    ("the last four of your social", "[[SSN|three three one nine]]"),
    ("what is your account number", "[[ACCOUNT_NUMBER|nine nine four one seven zero zero]]"),
    ("", "my account number is [[ACCOUNT_NUMBER|four eight to one nine eight to one]] thank you"),
    ("your date of birth please", "[[DATE_OF_BIRTH|june twenty second nineteen sixty eight]]"),
    ("", "i was born [[DATE_OF_BIRTH|the third of october two thousand and one]]"),
    ("what's your email", "it's [[EMAIL|m dot keller at yahoo dot com]]"),
    ("and your email address", "[[EMAIL|julie schwak @gmail.com]]"),
    ("your email", "[[EMAIL|sunny underscore forty two at outlook dot com]]"),
    ("what is your address", "[[ADDRESS|eleven twenty pine ridge road boulder colorado]]"),
    ("and the zip code", "[[ADDRESS|eight oh three oh two]]"),
    ("what's your pin", "it's [[PIN|one nine nine four]]"),
    ("who set up the account", "that was my brother [[NAME|malik]]"),
    ("", "hi [[NAME|rosa]] this is [[NAME|craig]] calling you back"),
    ("", "i moved to [[ADDRESS|thirty three lakeview drive]] in march"),
    ("where do we send it", "[[ADDRESS|two hundred west forty second street new york]]"),
    ("birthday", "[[DATE_OF_BIRTH|the second of february eighty one]]"),
    ("is there an email", "yes the real [[EMAIL|bob at aol dot com]]"),
    (
        "sixteen digits on the front",
        "[[CARD_NUMBER|six zero one one]] uh [[CARD_NUMBER|one one one one one one one one one"
        " one one seven]]",
    ),
    ("", "it's under my husband's name [[NAME|terrence wade]]"),
    ("can i get a last name", "[[NAME|kowalski]] [[NAME|k o w a l s k i]]"),
    ("", "i spoke to [[NAME|brittany]] last week and she said it was fixed"),
    ("", "area code [[PHONE_NUMBER|three one two nine nine nine zero zero four seven]]"),
    ("what email should i use", "[[EMAIL|r shankar seven at gmail dot com]]"),
    ("your home address", "[[ADDRESS|seventy one beacon hill apartment twelve c]]"),
    ("what year were you born", "[[DATE_OF_BIRTH|nineteen seventy four]]"),
    ("can you verify the last four digits", "sure [[ACCOUNT_NUMBER|six six one two]]"),
    ("tell me the code we texted you", "[[PIN|eight eight oh four one two]]"),
    ("social security number", "[[SSN|four oh two nine eight one one three five]]"),
    ("what is the card number", "the card number is [[CARD_NUMBER|four one one]]"),
)
NOTHING: tuple[Marked, ...] = (
    ("", "I was charged nineteen ninety nine twice."),
    ("", "It takes three to five business days."),
    ("What's your account number?", "I have waited forty five minutes on hold."),
    ("", "The order number is 7710422."),
    ("", "Your ticket is TKT-44982."),
    ("", "I've been a customer since 1998."),
    ("", "It says error four oh three."),
    ("", "Let's meet on March fourteenth at two thirty."),
    ("", "The plan is fifty dollars for one hundred gigabytes."),
    ("", "Will you fix it by May or June?"),
    ("", "I'm happy with that, this is great."),
    ("", "this is ridiculous i'm very angry and i want my money back"),
    ("", "i have two phones and three lines on the account"),
    ("", "Turn left on the highway, it's a long way."),
    ("", "Is there anything else I can help you with today?"),
    ("What's your address?", "I will also take ten dollars off your next bill."),
    ("", "Hope that helps, have a good one."),
    ("", "Flight 2231 leaves at 10:45."),
    ("", "You will hear from us within 24 hours."),
    ("", "The total was 1,249.99."),
    ("", "can i speak to billing or accounting please"),
    ("", "you're number three in the queue"),
    ("", "i paid two fifty for it"),
    ("", "i've been on hold for an hour and a half"),
    ("", "the warranty covers thirty six months or thirty six thousand miles"),
    ("", "the interest rate is four point nine percent"),
    ("", "our flight is at six forty five in the morning"),
    ("", "The train from Paris to London was late."),
    ("", "She will mark it as paid near the Chase bank."),
    ("may i have your name", "i want to cancel the order i made last week"),
)
_MARK = re.compile(r"\[\[([A-Z_]+)\|(.+?)\]\]")


def unmarked(marked: str) -> tuple[str, list[tuple[PiiKind, int, int]]]:
    """The plain text, and (kind, start, end) of each mark in it."""
    text, marks, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        marks.append((PiiKind(match.group(1)), len(text), len(text) + len(match.group(2))))
        text += match.group(2)
        position = match.end()
    return text + marked[position:], marks
