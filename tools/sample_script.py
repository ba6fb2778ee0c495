"""The words of the sample call: an invented billing complaint. Every person, number and address
in it is made up (555 telephone number, test card number, ``example.com``)."""

from dataclasses import dataclass
from typing import Literal

Speaker = Literal["Agent", "Customer"]
Mood = Literal["positive", "neutral", "negative"]

AGENT_VOICE = "slt"
CUSTOMER_VOICE = "rms"


@dataclass(frozen=True)
class Line:
    """One turn. ``gap`` seconds of silence come before it; a negative gap talks over the turn
    before. ``pii`` pairs a kind with the exact substring of ``text``."""

    speaker: Speaker
    text: str
    mood: Mood = "neutral"
    gap: float = 0.5
    pii: tuple[tuple[str, str], ...] = ()


SCRIPT: tuple[Line, ...] = (
    Line(
        "Agent",
        "Thank you for calling Pacific Internet. My name is Karen Miller. "
        "How may I help you today?",
        gap=0.4,
        pii=(("NAME", "Karen Miller"),),
    ),
    Line(
        "Customer",
        "I am very angry. You charged me twice for the same bill. This is terrible service.",
        "negative",
    ),
    Line(
        "Agent",
        "I am so sorry about that. I will help you with it. Can I have your full name please?",
    ),
    Line(
        "Customer",
        "My name is David Wilson. I called three times and nobody helped me. This is ridiculous.",
        "negative",
        pii=(("NAME", "David Wilson"),),
    ),
    Line("Agent", "May I have your account number and your date of birth?", gap=0.6),
    Line(
        "Customer",
        "My account number is four eight two one nine eight two one. "
        "I was born on March fourteenth nineteen eighty five.",
        pii=(
            ("ACCOUNT_NUMBER", "four eight two one nine eight two one"),
            ("DATE_OF_BIRTH", "March fourteenth nineteen eighty five"),
        ),
    ),
    Line("Agent", "Thank you. What is your phone number?"),
    Line(
        "Customer",
        "My phone number is four one five, five five five, zero one three two.",
        pii=(("PHONE_NUMBER", "four one five, five five five, zero one three two"),),
    ),
    Line("Agent", "Please hold on for a moment while I look at your payments."),
    Line(
        "Agent",
        "Thank you for waiting. I can see two charges of forty nine dollars on your account. "
        "One of them was our mistake and",
        gap=4.0,
    ),
    Line(
        "Customer",
        "That is what I told you last time. I am tired of waiting. I want my money back.",
        "negative",
        gap=-0.9,
    ),
    Line(
        "Agent",
        "You are right, and I apologize. I will refund the second charge today. "
        "What is the card number?",
    ),
    Line(
        "Customer",
        "The card number is four one one one, one one one one, one one one one, one one one one.",
        gap=0.8,
        pii=(
            ("CARD_NUMBER", "four one one one, one one one one, one one one one, one one one one"),
        ),
    ),
    Line(
        "Agent",
        "I have sent the refund. You will see the money in three to five business days. "
        "What is your email address?",
        gap=1.2,
    ),
    Line(
        "Customer",
        "It is david dot wilson at example dot com. "
        "And I live at twenty two Maple Street in Denver, Colorado.",
        pii=(
            ("EMAIL", "david dot wilson at example dot com"),
            ("ADDRESS", "twenty two Maple Street in Denver, Colorado"),
        ),
    ),
    Line(
        "Agent",
        "I will send the receipt there. I will also take ten dollars off your next bill.",
    ),
    Line(
        "Customer", "That is great. Thank you so much. I am very happy with your help.", "positive"
    ),
    Line("Agent", "Is there anything else I can help you with?"),
    Line(
        "Customer",
        "No, you solved my problem. You have been wonderful.",
        "positive",
    ),
    Line("Agent", "You are welcome. Thank you for calling Pacific Internet. Goodbye.", "neutral"),
)
