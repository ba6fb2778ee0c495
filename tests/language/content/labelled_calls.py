"""Short calls with what a person finds in them. Twelve were written before any rule of the content
analyses; six of them were looked at while the rules were made, the other six only to count. Four
more were written by another hand for another purpose; they were labelled unseen by the rules."""

from dataclasses import dataclass
from datetime import UTC, datetime

STARTED = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
"""A Wednesday."""


@dataclass(frozen=True)
class Due:
    """An action item or follow-up: a part of its text, whose it is, the day it is due."""

    text: str
    assignee: str | None
    day: str | None = None


@dataclass(frozen=True)
class LabelledCall:
    """``topics``: what the call is about; ``fair``: what may be named as well."""

    turns: tuple[tuple[str, str], ...]
    questions: tuple[str, ...] = ()
    action_items: tuple[Due, ...] = ()
    follow_ups: tuple[Due, ...] = ()
    topics: tuple[str, ...] = ()
    fair: tuple[str, ...] = ()


A, C = "Agent", "Customer"

DEVELOPMENT = (
    LabelledCall(
        turns=(
            (A, "Thank you for calling Brightline Energy, this is [NAME]. How can I help you?"),
            (C, "Hi. My electricity bill doubled this month and I don't understand why."),
            (A, "I'm sorry to hear that. Can you give me your account number, please?"),
            (C, "Sure, it's [ACCOUNT_NUMBER]."),
            (
                A,
                "Thank you. I see an estimated meter reading in February. Did anyone come to read "
                "your meter?",
            ),
            (C, "No, nobody came. Will I have to pay the whole electricity bill?"),
            (
                A,
                "No. I'll send a technician to read the meter on Friday, and I will put your bill "
                "on hold until then.",
            ),
            (C, "Great. Should I send you a photo of the meter?"),
            (
                A,
                "Yes, please email us a photo of the meter reading by tomorrow. I'll call you back "
                "next Monday with the corrected bill.",
            ),
            (C, "Thanks. Bye."),
        ),
        questions=(
            "Did anyone come to read your meter",
            "Will I have to pay the whole",
            "Should I send",
            "give me your account number",
        ),
        action_items=(
            Due("send a technician to read the meter", A, "2026-03-06"),
            Due("put your bill on hold", A),
            Due("email us a photo", C, "2026-03-05"),
        ),
        follow_ups=(Due("call you back", A, "2026-03-09"),),
        topics=("electricity bill", "meter reading"),
        fair=(
            "meter",
            "bill",
            "technician",
            "photo of the meter",
            "account number",
            "estimated meter reading",
            "corrected bill",
            "photo",
        ),
    ),
    LabelledCall(
        turns=(
            (A, "good morning you've reached parcel support how are you today"),
            (
                C,
                "i'm fine thanks um i ordered a coffee machine two weeks ago and it has not "
                "arrived where is my package",
            ),
            (A, "let me check that for you do you have the tracking number"),
            (C, "yes the tracking number is tc 449823"),
            (
                A,
                "okay it looks like the package is stuck at the warehouse i will open an "
                "investigation with the carrier today",
            ),
            (C, "how long does the investigation take"),
            (
                A,
                "usually three business days we will ship a replacement coffee machine if the "
                "package is lost",
            ),
            (C, "okay and can you send me a confirmation by email"),
            (A, "yes i'll email you the confirmation within the next hour"),
            (C, "thank you bye"),
        ),
        questions=(
            "where is my package",
            "do you have the tracking number",
            "how long does the",
            "can you send me a confirmation",
        ),
        action_items=(
            Due("open an investigation", A, "2026-03-04"),
            Due("ship a replacement", A),
            Due("send me a confirmation", A),
            Due("email you the confirmation", A, "2026-03-04"),
        ),
        topics=("coffee machine", "tracking number", "package"),
        fair=(
            "investigation",
            "warehouse",
            "carrier",
            "confirmation",
            "replacement coffee machine",
            "email",
        ),
    ),
    LabelledCall(
        turns=(
            (A, "Thanks for calling Meridian Bank, my name is [NAME]. How may I assist you today?"),
            (C, "I lost my debit card yesterday and I want to block it."),
            (
                A,
                "I'm sorry. I have blocked the debit card. Have you noticed any transactions that "
                "you don't recognise?",
            ),
            (C, "Yes, there is a charge of $240 from an electronics store."),
            (
                A,
                "We'll start a fraud claim for that charge. You need to sign the claim form and "
                "send it back by March 10th.",
            ),
            (C, "What happens if I don't get the money back?"),
            (
                A,
                "The fraud team will contact you within five business days. Is there anything "
                "else I can help you with?",
            ),
            (C, "Yes. When will the new debit card arrive?"),
            (A, "The new card should be there next week. We are mailing it today."),
            (C, "Perfect, thank you. Have a nice day."),
        ),
        questions=(
            "Have you noticed any transactions",
            "What happens if",
            "When will the new debit card",
        ),
        action_items=(
            Due("start a fraud claim", A),
            Due("sign the claim form", C, "2026-03-10"),
            Due("mailing it today", A, "2026-03-04"),
        ),
        follow_ups=(Due("fraud team will contact you", A, "2026-03-11"),),
        topics=("debit card", "fraud claim"),
        fair=(
            "claim form",
            "charge",
            "electronics store",
            "fraud team",
            "transactions",
            "new card",
            "money",
            "new debit card",
            "claim",
        ),
    ),
    LabelledCall(
        turns=(
            (A, "Hello, how are you?"),
            (C, "Good, thanks. And you?"),
            (A, "Very well. So, shall we go through the launch plan?"),
            (C, "Yes. The landing page is not ready, is it?"),
            (A, "No. I am going to finish the landing page tonight."),
            (
                C,
                "Okay. I'll review the landing page tomorrow morning. Who is writing the press "
                "release?",
            ),
            (
                A,
                "That is with marketing. Could you please share the product screenshots with them "
                "by the end of the week?",
            ),
            (C, "Will do. Let's meet again on Tuesday at 3 pm to look at the launch plan."),
            (A, "Sounds good. I will set up the meeting."),
        ),
        questions=(
            "shall we go through the launch plan",
            "The landing page is not ready",
            "Who is writing the press",
            "Could you please share",
        ),
        action_items=(
            Due("finish the landing page", A, "2026-03-04"),
            Due("review the landing page", C, "2026-03-05"),
            Due("share the product screenshots", C, "2026-03-08"),
        ),
        follow_ups=(
            Due("meet again on Tuesday", None, "2026-03-10"),
            Due("set up the meeting", A),
        ),
        topics=("landing page", "launch plan"),
        fair=("press release", "product screenshots", "marketing", "meeting"),
    ),
    LabelledCall(
        turns=(
            (A, "Northwind Broadband technical support, [NAME] speaking."),
            (
                C,
                "My internet connection keeps dropping every evening. This is the third time I "
                "call about it. Are you kidding me?",
            ),
            (A, "I understand the frustration. What lights do you see on the router?"),
            (C, "A red light. I already restarted the router twice."),
            (A, "Let me run a line test. One moment please. There is a fault on the line."),
            (C, "So what are you going to do about it?"),
            (
                A,
                "I'm escalating this to our network team. An engineer is going to visit you on "
                "Thursday between 8 am and noon.",
            ),
            (C, "Do I need to be at home?"),
            (
                A,
                "Yes, somebody has to be there. I'll add a credit of twenty dollars to your "
                "account.",
            ),
            (C, "All right. If it is still broken after that I will cancel my contract."),
            (A, "I understand. We'll follow up with you after the visit."),
        ),
        questions=(
            "What lights do you see",
            "what are you going to do",
            "Do I need to be at home",
        ),
        action_items=(
            Due("escalating this to our network team", A),
            Due("add a credit of twenty dollars", A),
        ),
        follow_ups=(
            Due("engineer is going to visit", A, "2026-03-05"),
            Due("follow up with you after the visit", A),
        ),
        topics=("internet connection", "router"),
        fair=(
            "line test",
            "network team",
            "red light",
            "contract",
            "engineer",
            "credit",
            "visit",
            "line",
            "fault",
            "account",
        ),
    ),
    LabelledCall(
        turns=(
            (A, "thanks for calling sunrise hotels this is [NAME] how can i help"),
            (C, "hi i need to change my reservation"),
            (A, "sure what is the confirmation number"),
            (
                C,
                "it's hx 20119 i booked a double room for april tenth and i'd like to arrive on "
                "april eleventh instead",
            ),
            (A, "okay is the double room still for two guests"),
            (C, "yes is there a cancellation fee"),
            (
                A,
                "no there isn't i've changed the reservation and i'm sending you the new "
                "confirmation now",
            ),
            (C, "great could you also ask the restaurant to hold a table for us"),
            (A, "of course i'll ask the restaurant and get back to you by tomorrow afternoon"),
            (C, "that would be lovely thank you"),
        ),
        questions=(
            "what is the confirmation number",
            "is the double room still",
            "cancellation fee",
            "could you also ask the restaurant",
        ),
        action_items=(
            Due("sending you the new confirmation", A),
            Due("could you also ask the restaurant", A),
        ),
        follow_ups=(Due("get back to you by tomorrow", A, "2026-03-05"),),
        topics=("reservation", "double room"),
        fair=(
            "cancellation fee",
            "confirmation number",
            "restaurant",
            "new confirmation",
            "table",
            "guests",
            "confirmation",
        ),
    ),
)

HELD_OUT = (
    LabelledCall(
        turns=(
            (A, "Welcome to Clearwater Insurance, you're speaking with [NAME]. How can I help?"),
            (C, "Hello. A tree fell on my garage during the storm on Sunday."),
            (A, "Oh no, is everybody okay?"),
            (
                C,
                "Yes, we're fine. But the garage roof is gone. Does my home insurance cover storm "
                "damage?",
            ),
            (
                A,
                "It does, with a deductible of five hundred dollars. Do you have pictures of the "
                "garage roof?",
            ),
            (C, "I do. Where should I upload them?"),
            (
                A,
                "Please upload the pictures in our app by Monday. I'm opening a claim for the "
                "storm damage right now.",
            ),
            (C, "And who pays for the repair?"),
            (
                A,
                "An adjuster will call you tomorrow to arrange an inspection. We'll pay within "
                "ten days after the inspection.",
            ),
            (C, "Thank you so much. Can I already hire somebody to remove the tree?"),
            (A, "Yes, just keep the receipts."),
        ),
        questions=(
            "is everybody okay",
            "Does my home insurance cover",
            "Do you have pictures",
            "Where should I upload",
            "who pays for the repair",
            "Can I already hire",
        ),
        action_items=(
            Due("upload the pictures", C, "2026-03-09"),
            Due("opening a claim", A),
            Due("We'll pay within", A),
            Due("keep the receipts", C),
        ),
        follow_ups=(Due("adjuster will call you tomorrow", A, "2026-03-05"),),
        topics=("storm damage", "garage roof"),
        fair=(
            "home insurance",
            "tree",
            "pictures",
            "adjuster",
            "inspection",
            "claim",
            "garage",
            "receipts",
            "deductible",
            "repair",
            "storm",
        ),
    ),
    LabelledCall(
        turns=(
            (A, "hi this is [NAME] from the service desk what can i do for you"),
            (C, "yeah hi my laptop doesn't start anymore i get a blue screen"),
            (A, "okay when did the blue screen first appear"),
            (C, "this morning after the update i have a presentation at two"),
            (A, "can you bring the laptop to the second floor"),
            (C, "i can be there in ten minutes will i lose my files"),
            (A, "no your files are on the server i'll prepare a loaner laptop for you"),
            (C, "great do i need a new password for that"),
            (
                A,
                "no you don't we'll reinstall your laptop and i'll call you when it's ready "
                "probably friday",
            ),
            (C, "okay thanks a lot see you in a minute"),
        ),
        questions=(
            "when did the blue screen",
            "can you bring the laptop",
            "will i lose my files",
            "do i need a new password",
        ),
        action_items=(
            Due("bring the laptop", C),
            Due("prepare a loaner laptop", A),
            Due("reinstall your laptop", A),
        ),
        follow_ups=(Due("call you when it's ready", A, "2026-03-06"),),
        topics=("laptop", "blue screen"),
        fair=(
            "loaner laptop",
            "files",
            "password",
            "new password",
            "presentation",
            "update",
            "server",
        ),
    ),
    LabelledCall(
        turns=(
            (A, "Good afternoon, Harbor Dental, how can I help you today?"),
            (C, "Hi, I have an appointment for a root canal on Thursday, but I can't make it."),
            (A, "No problem. Would you like to come next Tuesday instead?"),
            (C, "What times do you have?"),
            (A, "We have 9:30 am and 2 pm."),
            (C, "9:30 works for me. How much is the root canal without insurance?"),
            (A, "It's about $900. I'll send you a written estimate by the end of the day."),
            (C, "Thanks. And I should stop taking aspirin before, right?"),
            (
                A,
                "You should ask your doctor about that before the appointment. We will send you a "
                "reminder on Monday.",
            ),
            (C, "Okay, see you on Tuesday."),
        ),
        questions=(
            "Would you like to come next Tuesday",
            "What times do you have",
            "How much is the root",
            "I should stop taking aspirin",
        ),
        action_items=(
            Due("send you a written estimate", A, "2026-03-04"),
            Due("ask your doctor", C),
            Due("send you a reminder on Monday", A, "2026-03-09"),
        ),
        follow_ups=(Due("see you on Tuesday", None, "2026-03-10"),),
        topics=("root canal", "appointment"),
        fair=("written estimate", "aspirin", "insurance", "reminder", "doctor", "estimate"),
    ),
    LabelledCall(
        turns=(
            (A, "Thank you for calling Velo Rental. Before we begin, this call is recorded."),
            (
                C,
                "I returned a rental bike last week and you still charged a late fee. Why was I "
                "charged a late fee?",
            ),
            (A, "Let me have a look. Which station did you return the rental bike to?"),
            (C, "Central station. I have the receipt. Do you want me to forward it?"),
            (A, "Yes, please forward the receipt to our billing team today."),
            (C, "I will do that tonight. How long until I get a refund?"),
            (
                A,
                "I'm going to refund the late fee as soon as we have the receipt, that takes 3 to "
                "5 business days.",
            ),
            (C, "Fine. And I want to speak to a manager about this."),
            (A, "I'll have my manager call you back within 24 hours. Does that work for you?"),
            (C, "Yes it does."),
        ),
        questions=(
            "Why was I charged",
            "Which station did you return",
            "Do you want me to forward",
            "How long until I get a refund",
            "Does that work for you",
        ),
        action_items=(
            Due("forward the receipt", C, "2026-03-04"),
            Due("do that tonight", C, "2026-03-04"),
            Due("refund the late fee", A, "2026-03-11"),
        ),
        follow_ups=(Due("manager call you back", A, "2026-03-05"),),
        topics=("rental bike", "late fee"),
        fair=("receipt", "billing team", "refund", "manager", "central station", "station"),
    ),
    LabelledCall(
        turns=(
            ("Dana", "Hi Lee, thanks for joining. Can you hear me?"),
            ("Lee", "Yes, loud and clear."),
            (
                "Dana",
                "Good. I want to talk about the quarterly budget. Did you see the marketing costs?",
            ),
            ("Lee", "I did. They went up by 12 percent. Do we know why?"),
            (
                "Dana",
                "The trade fair was expensive. Lee, can you prepare a cost forecast by next "
                "Wednesday?",
            ),
            ("Lee", "Sure, I'll prepare the cost forecast. I need the invoices from you, though."),
            ("Dana", "I'll upload the invoices this afternoon."),
            ("Lee", "Great. Should we cut the trade fair next year?"),
            (
                "Dana",
                "Maybe. Let's discuss the trade fair in our next meeting. I'll schedule a "
                "call with finance for Thursday.",
            ),
            ("Lee", "Okay, talk to you then."),
        ),
        questions=(
            "Did you see the marketing costs",
            "Do we know why",
            "can you prepare a cost forecast",
            "Should we cut the trade fair",
        ),
        action_items=(
            Due("can you prepare a cost forecast", "Lee", "2026-03-11"),
            Due("I'll prepare the cost forecast", "Lee"),
            Due("I need the invoices", "Dana"),
            Due("upload the invoices", "Dana", "2026-03-04"),
        ),
        follow_ups=(
            Due("discuss the trade fair in our next meeting", None),
            Due("schedule a call with finance", "Dana", "2026-03-05"),
        ),
        topics=("trade fair", "cost forecast"),
        fair=(
            "quarterly budget",
            "marketing costs",
            "invoices",
            "next meeting",
            "finance",
            "budget",
            "costs",
        ),
    ),
    LabelledCall(
        turns=(
            (A, "thank you for calling corner pharmacy how can i help you today"),
            (C, "hi i'd like to refill my prescription for blood pressure medication"),
            (A, "okay what's your date of birth"),
            (C, "it's [DATE_OF_BIRTH]"),
            (
                A,
                "thanks i see your prescription has no refills left i will contact your doctor "
                "for a new one",
            ),
            (C, "how long will that take i only have pills for two days"),
            (A, "we usually hear back in one day we'll text you when the prescription is ready"),
            (C, "can someone deliver it to my house"),
            (A, "yes we offer home delivery i'll set that up for you"),
            (C, "great what does home delivery cost"),
            (A, "it's free for prescriptions you just have to sign the delivery form online"),
            (C, "alright i'll do that thank you"),
        ),
        questions=(
            "what's your date of birth",
            "how long will that take",
            "can someone deliver",
            "what does home delivery cost",
        ),
        action_items=(
            Due("contact your doctor", A),
            Due("i'll set that up", A),
            Due("sign the delivery form", C),
            Due("i'll do that", C),
        ),
        follow_ups=(Due("text you when the prescription is ready", A),),
        topics=("prescription", "home delivery"),
        fair=(
            "blood pressure medication",
            "doctor",
            "refill",
            "pills",
            "delivery form",
            "date of birth",
            "refills",
        ),
    ),
)

OTHER_HAND = (
    LabelledCall(
        turns=(
            (
                A,
                "Good afternoon, Harbour Mutual claims, this is [NAME]. Before we start, all our "
                "calls are recorded and may be monitored for training. How can I help?",
            ),
            (
                C,
                "Hello [NAME]. We had water coming through the ceiling on Sunday night and the "
                "whole kitchen is ruined. I've been crying all morning to be honest.",
            ),
            (
                A,
                "Oh goodness, I'm sorry you're going through that, what a horrible thing to come "
                "home to. Is everybody safe? Let me get a claim started for you.",
            ),
            (C, "Yes we're all fine, thank you. The policy number is [ACCOUNT_NUMBER]."),
            (
                A,
                "Lovely, I've got you. So it's escape of water. You're covered for that, and you "
                "would pay the first two hundred dollars of each claim yourself.",
            ),
            (
                C,
                "Right. My sister says I should just say it was stolen, the oven I mean, because "
                "it was old. Should I?",
            ),
            (
                A,
                "No, please don't say that it was stolen if it wasn't. But don't mention the age "
                "of the oven to the adjuster and you'll be fine.",
            ),
            (C, "Okay. And the claim will definitely be paid, will it?"),
            (
                A,
                "I can't say that your claim will definitely be paid, that's for the adjuster. "
                "She'll ring you within two business days.",
            ),
            (C, "Okay. Thank you, you've been so kind."),
            (A, "You're very welcome, look after yourselves. Bye for now."),
        ),
        questions=("Is everybody safe", "Should I?", "the claim will definitely be paid, will it"),
        action_items=(Due("get a claim started", A),),
        follow_ups=(Due("She'll ring you", A, "2026-03-06"),),
        topics=("claim",),
        fair=("kitchen", "oven", "adjuster", "water", "ceiling", "policy number"),
    ),
    LabelledCall(
        turns=(
            (
                A,
                "Good morning and welcome to Harbour Mutual. My name is [NAME] and I'm in the "
                "claims team. Please be aware calls are recorded and monitored for training "
                "purposes.",
            ),
            (
                C,
                "I got a letter saying you won't pay. I'm absolutely furious. I've been paying you "
                "people for eleven years and this is the fourth time I'm ringing about it.",
            ),
            (
                A,
                "I hear you, and I can completely understand why you're angry. Let me have a look "
                "at what the letter says. Can I take your policy number?",
            ),
            (
                C,
                "[ACCOUNT_NUMBER]. Your colleague told me my claim would definitely be paid. Those "
                "were her words. You are covered for everything, she said.",
            ),
            (
                A,
                "She told you that you're covered for everything? I'm sorry, she should not have "
                "said so.",
            ),
            (
                C,
                "Well she did, and I want to speak to your manager, I'm not going through all this "
                "again.",
            ),
            (
                A,
                "Of course. I've put in a complaint for you and my manager will call you back "
                "before noon tomorrow. There is the excess of 200 dollars, as it says in the "
                "policy.",
            ),
            (C, "Fine. But if it's not sorted I'm cancelling my policy."),
            (
                A,
                "I promise you, with the appeal your claim will definitely be paid. You have my "
                "word.",
            ),
            (C, "We'll see. Goodbye."),
            (A, "Goodbye now."),
        ),
        questions=("Can I take your policy number", "She told you that you're covered"),
        follow_ups=(Due("my manager will call you back", A, "2026-03-05"),),
        topics=("claim", "policy"),
        fair=(
            "manager",
            "letter",
            "policy number",
            "complaint",
            "excess",
            "appeal",
            "colleague",
            "claims team",
        ),
    ),
    LabelledCall(
        turns=(
            (A, "yes hello is that [NAME]"),
            (C, "yeah who's this"),
            (
                A,
                "hi there my name's [NAME] i'm ringing you today because your car policy is up for "
                "renewal",
            ),
            (C, "oh right yeah"),
            (
                A,
                "so i've got a really good price for you three hundred and ten for the year and "
                "you're covered for everything",
            ),
            (
                C,
                "everything that's not what it said last time i had to ring you lot three times "
                "about the windscreen",
            ),
            (
                A,
                "no no honestly you are covered for every thing on this one just so you know this "
                "cool is being recorded",
            ),
            (C, "okay and what's the excess because last time it was a nightmare"),
            (A, "the excess is one hundred dollars i'll need to check one moment please"),
            (A, "thanks for holding yeah it's one hundred dollars so shall we go ahead then"),
            (C, "no i'll think about it send me something in writing please"),
            (A, "will do you take care now cheers"),
            (C, "cheers bye"),
        ),
        questions=("is that [NAME]", "who's this", "what's the excess", "shall we go ahead"),
        action_items=(Due("send me something in writing", A),),
        topics=("car policy", "excess"),
        fair=("price", "windscreen", "renewal"),
    ),
    LabelledCall(
        turns=(
            (
                A,
                "Hi there, you're speaking with [NAME]. Just so you're aware, this call is being "
                "recorded. What can I do for you?",
            ),
            (
                C,
                "Hiya. A stone hit my windscreen on the motorway and there's a crack right across "
                "it. Am I covered?",
            ),
            (
                A,
                "Ooh, that must have been quite a fright. Yes, glass is included. Could you "
                "confirm your date of birth for me?",
            ),
            (C, "It's [DATE_OF_BIRTH]."),
            (A, "Super. I'm just going to pop you on hold for a second while I ring the garage."),
            (C, "Sure."),
            (
                A,
                "Hello, are you still there? Thanks for waiting. They can come out to you on "
                "Thursday morning, does that work?",
            ),
            (C, "Thursday's perfect, that's brilliant."),
            (
                A,
                "Great, that's all booked. You'll get a text with the details. "
                "Anything else today?",
            ),
            (C, "No, you've been really helpful, thank you."),
            (A, "My pleasure. Drive safely, bye bye."),
        ),
        questions=("Am I covered", "confirm your date of birth", "does that work"),
        follow_ups=(Due("come out to you on Thursday morning", A, "2026-03-05"),),
        topics=("windscreen",),
        fair=("stone", "crack", "garage", "motorway", "glass", "details", "text"),
    ),
)
