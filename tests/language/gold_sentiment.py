"""Turns with the label that a careful listener gives them; our own sentences. Courtesy of an agent
is neutral, as in the published reference."""

from novapulse.domain.insights import Label

NEGATIVE: tuple[tuple[str, str], ...] = (
    ("Customer", "You took the payment out twice and nobody can tell me why."),
    ("Customer", "I've been charged twice this month."),
    ("Customer", "This is the fourth time I'm calling about this."),
    ("Customer", "That's unacceptable, I want to speak to a manager."),
    ("Customer", "I waited at home all day and the technician never showed up."),
    ("Customer", "I want to cancel my subscription, it's too expensive."),
    ("Customer", "The app keeps crashing and it still doesn't work."),
    ("Customer", "i am very angry this is terrible service"),
    ("Customer", "You people are useless, honestly."),
    ("Customer", "I was told it would be free and it wasn't."),
    ("Customer", "My parcel arrived damaged."),
    ("Customer", "I can't log in and I've wasted my whole morning."),
    ("Customer", "If this isn't fixed I'm switching to another company."),
    ("Customer", "Someone stole my card and I'm really worried."),
    ("Customer", "I'm so disappointed in how you treat people."),
    ("Customer", "the internet goes down every single night"),
    ("Customer", "It would be nice if someone actually called me back."),
    ("Agent", "Unfortunately there's nothing I can do about it."),
)
NEUTRAL: tuple[tuple[str, str], ...] = (
    ("Agent", "Thank you for calling billing support. My name is [NAME], how can I help?"),
    ("Agent", "I'm sorry about that, I completely understand how frustrating it is."),
    ("Agent", "May I have your account number please?"),
    ("Agent", "Is there anything else I can help you with today?"),
    ("Agent", "You're very welcome, have a great day."),
    ("Agent", "The refund will be there in three to five business days."),
    ("Agent", "Please hold while I look into this."),
    ("Agent", "Thank you for your patience."),
    ("Customer", "My account number is [ACCOUNT_NUMBER]."),
    ("Customer", "It's [PHONE_NUMBER]."),
    ("Customer", "I'd like to change my delivery address."),
    ("Customer", "What time do you open on Saturday?"),
    ("Customer", "Yes, that's correct."),
    ("Customer", "okay sure"),
    ("Customer", "uh let's go with the black one"),
    ("Customer", "I bought it two weeks ago."),
    ("Customer", "Can I add my daughter to the plan?"),
    ("Customer", "Let me find the paper, one second."),
)
POSITIVE: tuple[tuple[str, str], ...] = (
    ("Customer", "Oh great, thank you so much, that's a relief."),
    ("Customer", "It's working now, thanks a lot!"),
    ("Customer", "You've been so helpful, I really appreciate it."),
    ("Customer", "Perfect, that's exactly what I needed."),
    ("Customer", "That's wonderful, you made my day."),
    ("Customer", "I'm very happy with your help, thank you."),
    ("Customer", "no you solved my problem you have been wonderful"),
    ("Customer", "Awesome, that was quick and easy."),
    ("Customer", "I love the new phone, it's fantastic."),
    ("Customer", "I'll definitely recommend you to my friends."),
    ("Customer", "That fixed it, thank you very much."),
    ("Customer", "I'm so glad we got it sorted out."),
)

GOLD: tuple[tuple[str, str, Label], ...] = (
    *((speaker, text, "negative") for speaker, text in NEGATIVE),
    *((speaker, text, "neutral") for speaker, text in NEUTRAL),
    *((speaker, text, "positive") for speaker, text in POSITIVE),
)
