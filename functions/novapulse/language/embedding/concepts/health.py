"""Health, medicine, and what somebody cannot eat."""

from novapulse.language.embedding.concept import Concept

HEALTH = (
    Concept(
        "diet",
        words=(
            "diet dietary gluten vegan vegetarian allergy allergic allergen lactose kosher "
            "halal intolerance"
        ),
        phrases="can not have, can not eat",
        kin="food",
    ),
    Concept(
        "health",
        words=(
            "health medical hospital clinic patient ill sick illness disease treatment doctor "
            "surgeon therapy asthma fever cough pregnant scan operation diagnosis infection "
            "depression cancer diabetes flu migraine virus symptom headache disorder"
        ),
        phrases="test results, blood test, feel sick",
    ),
    Concept(
        "doctor",
        words=(
            "doctor physician gp nurse dentist specialist surgery practice psychiatrist "
            "therapist psychologist counselor"
        ),
        kin="health",
    ),
    Concept(
        "pain",
        words=(
            "pain painful hurt hurts ache aching sore swollen stiff injury injured wound "
            "bleeding neck knee stomach chest headache"
        ),
        kin="health",
    ),
    Concept(
        "medicine",
        words=(
            "medicine medication drug tablet pill prescription pharmacy pharmacist chemist "
            "inhaler dose generic antibiotic insulin ingredient vaccine"
        ),
        phrases="repeat prescription, side effect",
        kin="health",
    ),
    Concept(
        "refill",
        words="refill",
        phrases="repeat prescription, run out, runs out, running out, emergency supply",
        kin="medicine",
    ),
    Concept(
        "side effect",
        words="dizzy nausea rash allergic faint",
        phrases="side effect, made me feel",
        kin="medicine, health",
    ),
    Concept(
        "danger",
        words="dangerous danger unsafe hazard risk injured safety fire smoke",
        phrases="not safe, could have been killed",
    ),
    Concept(
        "disability",
        words="disabled disability wheelchair blind deaf accessible accessibility",
        phrases="no lift, can not climb",
    ),
)
