"""The words that streets, houses and states are named with."""

CLEAR_SUFFIX = (
    "street|avenue|ave|road|rd|boulevard|blvd|lane|ln|terrace|parkway|pkwy|highway|hwy|st|dr|ct"
    "|crescent|close"
)
"""Hardly anything else than a street."""
LOOSE_SUFFIX = (
    "drive|court|circle|way|place|pl|square|trail|loop|row|hill|grove|rise|gardens?|mews|park|view"
    "|walk|parade|green|heights|broadway|pike|path|run|ridge|point|plaza|wharf|quay|gate|paddocks?"
    "|residency|chase|meadows?|vale|mount|croft|yard|cross|crossing|landing|oaks|alley|bend|hollow"
    "|trace|esplanade|promenade|towers?|apartments|residences?|cottages?|buildings?|nagar|marg|park"
)
"""Everyday words too; streets in text that is written with capitals."""
FOREIGN_STREET = (
    r"rue|via|calle|avenida|av\.?|rua|strada|piazza|place|boulevard|camino|paseo|chemin"
)
NUMBERED_ROAD = (
    r"(?:county|state|farm|rural|old)?\s*(?:road|route|highway|hwy|rt)\s+(?:number\s+)?"
    r"(?:\d+|[a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
""" "County road 12", "rural route 3"."""
HOUSE = (
    "house|cottage|lodge|farm|barn|hall|manor|villa|residency|towers|apartments|mansions?|grange"
    "|rectory|vicarage|mill|court"
)
UNIT = r"apartment|apt|unit|suite|floor|flat|room|plot|door|block"
STATES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia"
    "|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts"
    "|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey"
    "|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania"
    "|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington"
    "|west virginia|wisconsin|wyoming"
)
