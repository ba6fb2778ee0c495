"""How people and the company reach each other."""

from novapulse.language.embedding.concept import Concept

CONTACT = (
    Concept(
        "transfer",
        words="transfer transferred department extension redirect",
        phrases=(
            "put me through, passed around, passed on, pass you, from pillar to post, connect "
            "you, wrong department, run around, transferred me, bounced around, different "
            "people, different departments, keep transferring, handed over, pass me to, passed "
            "from"
        ),
    ),
    Concept(
        "callback",
        words="callback",
        phrases=(
            "call you back, call me back, call back, ring you back, ring me, phone back, ring "
            "me back, have * ring you, give you a call, give me a call, call you by, get back "
            "to you, get back to me, reach you, direct line, wake up call, phone me, try me "
            "again, return my call, waiting for a call, ring you, call you tomorrow, call you "
            "later, call me when"
        ),
    ),
    Concept(
        "written confirmation",
        words="confirmation confirm",
        phrases="in writing, on paper, send me a letter, confirm by, put that in writing",
    ),
    Concept(
        "form",
        words="form paperwork application document upload attachment signature fax",
    ),
    Concept(
        "letter",
        words="letter post mail envelope posted",
        phrases="recorded delivery",
        weight=0.7,
    ),
    Concept(
        "staff",
        words=(
            "employee staff colleague advisor representative clerk receptionist trainer nurse "
            "operator girl guy lady"
        ),
        phrases="person i spoke to, last time i called",
        weight=0.5,
    ),
    Concept(
        "notification",
        words="notify notification message text sms reminder alert remind warn warning informed",
        phrases=(
            "let me know, text message, did not get any message, keep you posted, nobody "
            "informed me, heads up, in advance, no warning, was not informed, were not "
            "informed, was not notified, not notified, nobody told, no one told"
        ),
        weight=0.8,
    ),
    Concept(
        "email",
        words="email inbox spam junk newsletter",
        phrases="e mail, junk folder",
    ),
    Concept(
        "reference",
        words="reference ticket docket",
        phrases=(
            "reference number, order number, ticket number, case number, job sheet, booking code"
        ),
        weight=0.6,
    ),
    Concept(
        "visit",
        words="visit inspector inspection surveyor",
        phrases="come out, come round, came to my, send someone",
        weight=0.7,
    ),
    Concept(
        "handover",
        words="neighbour doorstep porch safe",
        phrases="leave it with, leave with, safe place",
        kin="delivery",
    ),
    Concept(
        "opening hours",
        words="open closed weekend",
        phrases="what time do you, when are you open, business hours",
    ),
    Concept(
        "voicemail",
        words="voicemail mailbox greeting",
        phrases="voice mail, voice message, voice messages, leave a message, left a message",
        kin="callback",
    ),
    Concept(
        "time frame",
        phrases=(
            "how long, how soon, when will, when does, when do, business days, working days, "
            "within * days, within * hours, take * days, up to * days, up to * weeks, "
            "by the end of, estimated time"
        ),
        weight=0.6,
    ),
)
