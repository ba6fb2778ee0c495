"""How people are served: waiting, promises, being passed on, being told the truth."""

from novapulse.language.embedding.concept import Concept

SERVICE = (
    Concept(
        "waiting",
        words="wait waiting waited queue patience",
        phrases=(
            "on hold, how long, for an hour, for hours, all day, for weeks, for * weeks, for * "
            "months, for * hours, still waiting, long time, too long, listening to * music, be "
            "patient, waiting list, an hour, hours now, half an hour, waiting for, been "
            "waiting, on the phone for, spent * hours, takes so long, taking so long, in the "
            "queue, how much longer, ages to, kept me waiting, keep me waiting, on hold for"
        ),
        weight=0.9,
    ),
    Concept(
        "escalation",
        words="escalate supervisor manager superior boss director",
        phrases=(
            "in charge, whoever is in charge, team leader, someone higher, speak to a manager, "
            "speak to your manager, put me through to, head of, talk to a manager, your "
            "supervisor, your manager, your boss, someone above, higher up, someone senior, "
            "with authority, someone who can, anyone who can, real person, live agent, human "
            "being"
        ),
        kin="discontent",
    ),
    Concept(
        "repetition",
        words="repeatedly repeated again recurring always constantly",
        phrases=(
            "third time, second time, fourth time, fifth time, so many times, how many times, "
            "every time, over and over, again and again, keep calling, keeps happening, called "
            "before, already called, rang before, already told, i have told, several times, "
            "multiple times, same issue, same problem, once again, as usual, every single, yet "
            "again, called * times, told * times, explained * times, explain it again, not the "
            "first time, happened before, once more, keep having to, keep getting, same thing, "
            "same story, back to square one, round in circles, still not, all over again, last "
            "time too, twice already, a second time"
        ),
        kin="discontent",
        weight=0.9,
    ),
    Concept(
        "promise",
        words="promise promised assure guarantee commit commitment swear vow pledge",
        phrases=(
            "you have my word, my word, on my honour, you said, you told me, i was told, was "
            "told, were told, i will see to it, will be sorted, would be sorted, give you my "
            "word, would call me, would be fixed, promised me, said it would, said you would, "
            "said they would, assured me"
        ),
    ),
    Concept(
        "broken promise",
        phrases=(
            "you said you would, you told me it would, never called back, did not call back, "
            "never heard back, did not keep, never happened, no one called, nobody called, "
            "broke your promise, never heard from, but nobody did, but no one, never did, still "
            "have not, nothing has happened, nothing happened, never got a call, not kept, but "
            "it never, was supposed to call, were supposed to"
        ),
        kin="promise, discontent",
    ),
    Concept(
        "contradiction",
        words="inconsistent conflicting contradict contradictory contradicting",
        phrases=(
            "tell me something else, something different, different answer, different thing, "
            "one says, different information, conflicting information, nobody mention, nobody "
            "told me"
        ),
        kin="confusion, discontent",
    ),
    Concept(
        "rudeness",
        words=(
            "rude impolite arrogant disrespectful unfriendly unhelpful condescending shouted "
            "dismissive yelling selfish insensitive cruel obnoxious"
        ),
        phrases=(
            "hung up on, short with me, talked down, bad attitude, was nasty, no manners, "
            "rolled her eyes, did not listen, does not care, nobody cares, raised her voice, "
            "raised his voice, yelled at, laughed at me, cut me off, ignored me, talk to me "
            "like, spoke to me like, treated me like"
        ),
        kin="discontent",
    ),
    Concept(
        "lie",
        words=(
            "lie lied lying liar dishonest mislead misleading misled untrue inaccurate unreliable"
        ),
        phrases="not true, that is a lie, made it up, never told me",
        kin="discontent",
    ),
    Concept(
        "honesty",
        words="honest straight transparent truthful upfront",
        phrases="being honest, clear answer, straight answer",
        negated="lie",
    ),
    Concept(
        "complaint",
        words="complain complaint grievance ombudsman feedback review",
        phrases="file a complaint, make a complaint, not happy with, bad review, one star",
        kin="discontent",
    ),
    Concept(
        "mistake",
        words="mistake oversight mixup misunderstanding incorrectly wrongly",
        phrases="by mistake, in error, mixed up, got it wrong, our fault",
        weight=0.9,
    ),
    Concept(
        "urgency",
        words=(
            "urgent urgently emergency immediately deadline quickly asap hurry rush priority "
            "desperate"
        ),
        phrases=(
            "right now, straight away, right away, as soon as possible, need it today, by "
            "tomorrow, at once, cutting it, running out, can not wait, time critical, before "
            "the weekend, as fast as, the sooner the better, by tonight, last minute, end of "
            "the day, time sensitive, as quickly as, need it by, need this by"
        ),
    ),
)
