"""Orders, deliveries, returns and goods."""

from novapulse.language.embedding.concept import UNTOUCHED, Concept

ORDERS = (
    Concept(
        "order",
        words="order purchase basket checkout shop shopping store item product",
        phrases="place an order, i bought, bought from you",
        weight=0.7,
    ),
    Concept(
        "delivery",
        words=(
            "deliver delivery delivered shipping ship shipment shipped courier parcel package "
            "driver dispatch tracking carrier postman depot warehouse arrive arrival"
        ),
        phrases=(
            "in the post, on the way, out for delivery, rang the bell, brought to, turned up, "
            "track my order, at the door"
        ),
    ),
    Concept(
        "missing delivery",
        words="undelivered",
        phrases=(
            "never arrived, did not arrive, not arrived, never came, never showed up, did not "
            "show up, no show, missed delivery, failed delivery, lost in the post, where is my "
            "order, where is my parcel, not received, never received, nobody came, still "
            "waiting for my, not at home, left outside, says delivered, marked as delivered, no "
            "sign of, has not arrived, still has not, has not come, not turned up, not shown "
            "up, lost in transit, nowhere to be seen, not there when, never turned up"
        ),
        kin="delivery, discontent",
    ),
    Concept(
        "late",
        words="late delay delayed overdue tardy postponed",
        phrases=(
            "behind schedule, came late, not on time, cutting it fine, too late, took too long, "
            "was supposed to, not here yet, days late, weeks late, hours late, should have been "
            "here"
        ),
        kin="waiting",
    ),
    Concept(
        "express",
        words="expedite expedited overnight priority fast",
        phrases=(
            "next day, same day, as a priority, express delivery, express courier, express shipping"
        ),
        kin="urgency",
    ),
    Concept(
        "damaged",
        words=(
            "damage damaged broken break smashed smash cracked crack shattered scratched dented "
            "torn bent spoiled ruined leaking pieces dent chipped busted bumped wrecked burned "
            "burnt snapped"
        ),
        phrases=(
            "in pieces, fell apart, came apart, falls apart, beyond repair, arrived broken, has "
            "a hole"
        ),
        kin="fault",
        negated=UNTOUCHED,
    ),
    Concept(
        "missing part",
        words="incomplete screw bolt fittings",
        phrases=(
            "missing part, part missing, parts missing, not in the box, was missing, not complete"
        ),
        kin="fault",
    ),
    Concept(
        "wrong item",
        words="mistaken",
        phrases=(
            "wrong item, wrong one, wrong size, wrong colour, wrong color, not what i ordered, "
            "different from, sent me the wrong, another colour"
        ),
        kin="order, fault",
    ),
    Concept(
        "return",
        words="return returned returns exchange",
        phrases=(
            "send it back, send * back, take it back, bring it back, return label, want to "
            "return, returning it, bring * back"
        ),
        kin="order",
    ),
    Concept(
        "replacement",
        words="replace replacement swap substitute alternative",
        phrases="a new one, new one, another one, send a new",
        kin="order",
        weight=0.8,
    ),
    Concept(
        "stock",
        words="stock inventory available unavailable",
        phrases="sold out, out of stock, in stock",
    ),
    Concept(
        "collection in store",
        words="pickup collect",
        phrases="pick it up, pick up, in the store, in store, click and collect, collect it",
    ),
    Concept(
        "gift",
        words="gift present birthday wedding christmas anniversary",
        phrases="gift card",
    ),
    Concept(
        "assembly",
        words="assemble assembly instructions manual fittings tutorial guide diagram",
        phrases="put it together, put together, step by step, user guide",
    ),
    Concept(
        "furniture",
        words=(
            "furniture sofa couch table chair bed mattress wardrobe shelf desk cupboard "
            "armchair closet pillow drawer cabinet"
        ),
        kin="order",
    ),
    Concept(
        "disposal",
        words="dispose disposal recycle recycling scrap rubbish trash",
        phrases="throw it away, take away the old, get rid of",
    ),
    Concept(
        "clothes",
        words=(
            "clothes shirt shoes dress jacket trousers size pants sweater coat socks shorts "
            "gloves jeans belt hat underwear scarf skirt blouse"
        ),
        kin="order",
    ),
    Concept(
        "quality",
        words="quality standard workmanship poor shoddy",
        phrases="expected better",
        weight=0.8,
    ),
)
