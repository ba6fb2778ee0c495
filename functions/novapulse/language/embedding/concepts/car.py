"""Cars, and what happens to them."""

from novapulse.language.embedding.concept import Concept

CAR = (
    Concept(
        "accident",
        words="accident collision bumper witness collided",
        phrases=(
            "went into the back, ran into, hit me, hit my car, car crash, rear ended, other "
            "driver, at fault, drove into, reversed into, backed into, fender bender, slid "
            "into, written off, hit a, scraped my"
        ),
        kin="car",
    ),
    Concept(
        "car",
        words=(
            "car van vehicle truck automobile motor tyre tire engine brake wiper boot bumper "
            "bonnet motorbike plate driving drive auto motorcycle scooter trunk windshield"
        ),
        weight=0.9,
    ),
    Concept(
        "breakdown",
        words="tow towing roadside breakdown stranded",
        phrases="tow truck, broken down, breakdown service, recovery truck, roadside assistance",
        kin="car",
    ),
    Concept(
        "hire car",
        words="rental",
        phrases=(
            "hire car, rental car, courtesy car, courtesy vehicle, replacement vehicle, lend "
            "you, loan car, rent a car, loaner car"
        ),
        kin="car",
    ),
    Concept(
        "parking",
        words="parking park garage",
        phrases="car park, parking space",
        kin="car",
    ),
)
