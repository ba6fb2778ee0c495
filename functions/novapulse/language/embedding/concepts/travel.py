"""Journeys, and where to stay."""

from novapulse.language.embedding.concept import Concept

TRAVEL = (
    Concept(
        "booking",
        words="booking book reservation reserve reserved availability vacancy",
        phrases="fully booked, we are full, table for",
        weight=0.8,
    ),
    Concept(
        "travel",
        words=(
            "travel trip journey holiday vacation tourist tour passenger abroad passport visa "
            "voyage cruise"
        ),
    ),
    Concept(
        "flight",
        words=(
            "flight airline airport gate boarding aircraft departure seat crew fly cabin "
            "airplane aeroplane rebook itinerary takeoff landing runway helicopter jet"
        ),
        kin="travel",
    ),
    Concept(
        "flight cancelled",
        phrases=(
            "not flying, cancelled flight, flight was cancelled, flight is cancelled, missed my "
            "connection, missed connection, flight has been cancelled, delayed flight, flight "
            "is delayed, miss my flight, missed my flight, not taking off"
        ),
        kin="flight, cancel",
    ),
    Concept(
        "train",
        words=(
            "train railway rail station platform bus coach tram subway railroad taxi ferry "
            "shuttle cab metro"
        ),
        phrases="train ticket, bus ticket",
        kin="travel",
    ),
    Concept(
        "luggage",
        words="luggage baggage suitcase bag backpack purse",
        phrases="lost my bag, lost luggage, lost baggage, lost your",
        kin="travel",
    ),
    Concept(
        "lodging",
        words=(
            "hotel room hostel accommodation guest reception stay lodging motel bed night "
            "housekeeping suite"
        ),
        phrases="where to sleep, check in, check out, a night, key card, sea view",
        kin="travel",
    ),
    Concept(
        "longer stay",
        phrases=(
            "one night longer, stay longer, another night, extend * stay, extension of the "
            "stay, one more night, late check out"
        ),
        kin="lodging",
    ),
    Concept(
        "sleep",
        words="sleep asleep awake",
        kin="lodging",
        weight=0.8,
    ),
)
