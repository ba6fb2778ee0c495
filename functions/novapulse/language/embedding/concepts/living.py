"""Family, food, work, leisure."""

from novapulse.language.embedding.concept import Concept

LIVING = (
    Concept(
        "appointment",
        words="appointment slot schedule scheduled scheduling reschedule diary",
        phrases=(
            "book in, see the doctor, next available, time slot, fit me in, squeeze me in, move "
            "my appointment, push it back, what time, another time, another day"
        ),
        weight=0.9,
    ),
    Concept(
        "food",
        words=(
            "food meal breakfast lunch dinner restaurant kitchen menu eat cook bread pizza dish "
            "dessert drink coffee sandwich soup salad meat chicken beef pork fish fruit "
            "vegetable rice cheese cake butter potato tomato snack burger steak pasta seafood"
        ),
    ),
    Concept(
        "children",
        words=(
            "child children kid kids baby daughter son toddler nursery boy girl teenager niece "
            "nephew"
        ),
        phrases="little one",
    ),
    Concept(
        "family",
        words=(
            "wife husband mother father sister brother parent family cousin aunt uncle "
            "grandmother grandfather mom dad fiance"
        ),
        weight=0.5,
    ),
    Concept(
        "animal",
        words=(
            "dog cat pet animal vet puppy horse kitten bird rabbit cow goat pig hamster monkey "
            "turtle"
        ),
    ),
    Concept(
        "fitness",
        words="gym fitness trainer workout yoga exercise aerobics karate meditation",
    ),
    Concept(
        "job",
        words="job salary employer career vacancy interview employee shift workplace wage payroll",
        phrases="at work, my boss, from work, work from home, home office, for work, for my work",
        weight=0.7,
    ),
    Concept(
        "school",
        words=(
            "school university college student teacher lesson exam scholarship kindergarten "
            "graduate campus degree homework math"
        ),
    ),
    Concept(
        "weather",
        words="weather rain raining snow storm wind heat sun ice fog thunder climate temperature",
    ),
    Concept(
        "event",
        words=(
            "concert festival theatre cinema event museum gallery opera ballet theater film "
            "movie exhibition"
        ),
        phrases="concert ticket, tickets for the",
    ),
    Concept(
        "language",
        words=(
            "language english spanish german french translate interpreter accent dutch japanese "
            "russian chinese korean italian portuguese polish translator"
        ),
    ),
    Concept(
        "music",
        words="music song band guitar piano violin drum instrument orchestra singer concert",
    ),
    Concept(
        "sport",
        words=(
            "sport football soccer tennis golf basketball rugby game team player league tournament"
        ),
    ),
)
