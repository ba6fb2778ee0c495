"""How people feel, in words and in what they say instead."""

from novapulse.language.embedding.concept import UNTOUCHED, Concept

FEELINGS = (
    Concept(
        "discontent",
        words=(
            "discontent unhappy dissatisfied dissatisfaction upset annoyed annoying annoyance "
            "irritated bad terrible awful horrible worst unacceptable useless disgrace "
            "disgraceful ridiculous outrageous appalling pathetic joke shambles unfair "
            "nightmare waste wasted crazy insane frustrate frustrated frustrating frustration "
            "exasperated anger angry furious rage mad livid fuming outraged irate absurd "
            "disgusting ludicrous dreadful horrendous atrocious pointless pissed disgusted"
        ),
        phrases=(
            "not happy, not good enough, not acceptable, that does not help, not my problem, "
            "fed up, had enough, can not go on, thanks for nothing, what a joke, i expected, "
            "expected better, waste of time, wasting my time, not right, not fair, not "
            "impressed, this is crazy, this is not on, sick of, tired of, driving me mad, "
            "driving me crazy, sick and tired, at my wits end, losing my patience, out of "
            "patience, pulling my hair out, done with this, end of my rope, had it with, enough "
            "is enough, for crying out loud"
        ),
        negated=UNTOUCHED,
    ),
    Concept(
        "disappointment",
        words="disappoint disappointed disappointing disappointment regret",
        phrases=(
            "let down, let me down, i expected, expected better, not what i expected, i should "
            "hope so, hoped for more"
        ),
        kin="discontent",
        negated=UNTOUCHED,
        weight=0.7,
    ),
    Concept(
        "confusion",
        words=(
            "confuse confused confusing confusion unclear incomprehensible puzzled complicated "
            "baffled baffling misunderstand clueless unsure"
        ),
        phrases=(
            "make no sense, does not make sense, not make any sense, do not understand, can not "
            "understand, not clear, hard to understand, no idea, have not a clue, can not work "
            "out, could not work out, how was i supposed to know, what does that mean, do not "
            "get it, not follow, i am lost, hard to follow, does not add up, what is going on, "
            "explain to me, explain what, not sure what, not sure how, lost me, mixed up, plain "
            "english, what this means, what it means, why is it, no clue"
        ),
        kin="discontent",
        negated=UNTOUCHED,
        weight=0.7,
    ),
    Concept(
        "disbelief",
        words="unbelievable incredible seriously astonishing shocking stunned",
        phrases=(
            "can not believe, do not believe, you must be joking, are you serious, you are kidding"
        ),
        kin="discontent",
        weight=0.7,
    ),
    Concept(
        "worry",
        words=(
            "worry worried worrying anxious anxiety afraid scared fear nervous frightened "
            "concerned concern panic shaking stress stressed stressful terrified fearful uneasy"
        ),
        phrases="makes me nervous, is it safe, what if, what happens if, losing sleep",
        negated=UNTOUCHED,
    ),
    Concept(
        "distress",
        words=(
            "distress distressed desperate cry crying tears devastated overwhelmed stupid "
            "ashamed embarrassed embarrassing horrified helpless sad depressed miserable"
        ),
        phrases="feel so, at the end of my tether, in tears, do not know what to do",
        kin="worry",
    ),
    Concept(
        "sarcasm",
        phrases=(
            "oh great, just great, how nice, thanks a bunch, just what i needed, just "
            "brilliant, just wonderful, just perfect, how lovely, good luck with that, yeah "
            "right"
        ),
        kin="discontent",
        weight=0.7,
    ),
    Concept(
        "satisfaction",
        words=(
            "happy satisfied satisfaction delighted content impressed glad thrilled excited proud"
        ),
        phrases=(
            "works now, it works, that works, better than i expected, could not be happier, "
            "more like it, that was quick, am pleased, so pleased, very pleased, really "
            "pleased, happy with, all sorted, all good now, works perfectly, that solved, it is "
            "fixed, sorted it out"
        ),
        negated="discontent",
        weight=0.9,
    ),
    Concept(
        "praise",
        words=(
            "praise praising excellent wonderful fantastic amazing brilliant superb outstanding "
            "awesome angel hero star lovely compliment recommend pleasure professional terrific "
            "phenomenal magnificent stellar exceptional fabulous"
        ),
        phrases=(
            "saved the day, you are an angel, life saver, made my day, the best, well done, "
            "great job, great service, good service, so helpful, very helpful, very kind, been "
            "great, five star, decent of you, so kind, kind of you, so patient, very patient, "
            "above and beyond, big help, great help, good job, five stars, so nice, very nice, "
            "a pleasure, very professional, been wonderful, been amazing, best service"
        ),
        kin="satisfaction",
        negated="discontent",
    ),
    Concept(
        "thanks",
        words="grateful gratitude appreciate appreciated appreciation thankful",
        phrases=(
            "thank you so much, thanks a lot, thank heavens, much appreciated, thank you very much"
        ),
        kin="satisfaction",
        weight=0.8,
    ),
    Concept(
        "relief",
        words="relief relieved",
        phrases="thank god, thank goodness, thank heavens, a weight off",
        kin="satisfaction",
    ),
    Concept(
        "apology",
        words="sorry apologise apologize apology apologies",
        weight=0.5,
    ),
    Concept(
        "loyalty",
        words="loyal loyalty faithful longstanding",
        phrases="been with you, for * years, long time customer, ten years, good customer",
    ),
    Concept(
        "distrust",
        words="distrust trust doubt sceptical skeptical suspicious",
        phrases="do not believe, do not trust, the catch, heard that before",
        kin="discontent",
        weight=0.7,
    ),
    Concept(
        "opinion",
        words="opinion suggest suggestion survey",
        weight=0.6,
    ),
)
