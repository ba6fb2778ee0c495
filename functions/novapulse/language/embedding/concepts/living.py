"""Family, food, work, leisure."""

from novapulse.language.embedding.concept import Concept

LIVING = (
    Concept(
        "appointment",
        words="appointment slot schedule scheduled scheduling reschedule diary booking",
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
            "dessert drink coffee"
        ),
    ),
    Concept(
        "children",
        words="child children kid kids baby daughter son toddler nursery",
        phrases="little one",
    ),
    Concept(
        "family",
        words="wife husband mother father sister brother parent family",
        weight=0.5,
    ),
    Concept(
        "animal",
        words="dog cat pet animal vet puppy horse kitten bird rabbit",
    ),
    Concept(
        "fitness",
        words="gym fitness trainer workout yoga coach exercise",
    ),
    Concept(
        "job",
        words="job salary employer career vacancy interview employee shift workplace",
        phrases="at work, my boss, from work",
        weight=0.7,
    ),
    Concept(
        "school",
        words="school university college student teacher lesson exam scholarship",
    ),
    Concept(
        "weather",
        words="weather rain raining snow storm wind heat",
    ),
    Concept(
        "event",
        words="concert ticket festival theatre cinema event",
    ),
    Concept(
        "language",
        words="language english spanish german french translate interpreter accent",
    ),
)
