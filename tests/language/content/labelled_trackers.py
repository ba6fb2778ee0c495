"""Which sentences mean a tracker's vocabulary, written before the floor was chosen."""

VOCABULARY = {
    "refund": "I want my money back",
    "cancellation": "I want to cancel my subscription",
    "pricing": "What is the price",
    "escalation": "Let me speak to a manager",
    "delay": "The delivery is late",
    "callback": "I will call you back",
}
MEANT = {
    "refund": (
        "I would like to get a refund.",
        "Please reimburse me.",
        "Can you give me my money back?",
    ),
    "cancellation": (
        "I'd like to end my membership.",
        "Please close my account.",
        "I'm going to terminate the contract.",
    ),
    "pricing": (
        "How much does it cost?",
        "Can you tell me what you charge for that?",
        "What would I have to pay per month?",
    ),
    "escalation": (
        "I demand to talk to your supervisor.",
        "Get me someone higher up.",
        "Is there a supervisor I could talk to?",
    ),
    "delay": (
        "My package still has not arrived.",
        "The shipment should have been here days ago.",
        "Where is my order, it is overdue?",
    ),
    "callback": (
        "Someone will phone you tomorrow.",
        "We will get back to you.",
        "I'll give you a call on Friday.",
    ),
}
UNRELATED = (
    "My internet connection keeps dropping every evening.",
    "The card was blocked yesterday.",
    "What is your date of birth?",
    "I forgot the password of the app.",
    "The technician replaced the router.",
    "Is the appointment at nine or at ten?",
    "Thank you so much, you were very helpful.",
    "There is a red light on the machine.",
    "My address has changed.",
    "Could you spell that for me?",
    "I moved into a new apartment last month.",
    "The screen of my phone is broken.",
)
