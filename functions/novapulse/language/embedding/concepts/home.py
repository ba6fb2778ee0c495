"""House and flat, and what they are supplied with."""

from novapulse.language.embedding.concept import Concept

HOME = (
    Concept(
        "noise",
        words=(
            "noise noisy loud music squeal squeak rattle click barking shouting party sound "
            "humming buzzing grinding banging ringing screaming laughing"
        ),
        phrases=(
            "can not sleep, kept me awake, keeping me awake, makes a noise, making a noise, "
            "strange sound, too loud"
        ),
    ),
    Concept(
        "leak",
        words=(
            "leak leaking drip flood flooded burst soaked wet liquid pipe ceiling stopcock "
            "spill pump hose"
        ),
        phrases="water everywhere",
        kin="damaged",
    ),
    Concept(
        "mould",
        words="mould mold damp fungus rot mildew humidity",
        kin="home",
    ),
    Concept(
        "smell",
        words="smell stink stench odour odor",
        kin="fault",
    ),
    Concept(
        "dirty",
        words="dirty filthy unclean stain stained hygiene cockroach mice pest",
        kin="fault",
    ),
    Concept(
        "heating",
        words="heating boiler radiator thermostat cold freezing heater furnace stove",
        phrases="hot water, air conditioning",
        kin="home",
    ),
    Concept(
        "energy",
        words="electricity gas energy meter kilowatt unit solar grid fuel oil coal diesel",
        phrases="meter reading, read the meter, smart meter, power supply",
        kin="home",
    ),
    Concept(
        "water supply",
        words="water tap sink plumbing plumber drain toilet",
        kin="home",
    ),
    Concept(
        "home",
        words=(
            "house flat apartment home kitchen bathroom bedroom room floor wall roof carpet "
            "flooring landlord tenant balcony window door terrace garden stairs basement lamp "
            "shower"
        ),
        weight=0.5,
    ),
    Concept(
        "rent",
        words="rent landlord tenant tenancy lease lettings",
        kin="home",
    ),
    Concept(
        "appliance",
        words=(
            "fridge freezer dishwasher oven washer dryer hoover vacuum kettle microwave "
            "television tv refrigerator blender toaster"
        ),
        phrases="washing machine",
    ),
)
