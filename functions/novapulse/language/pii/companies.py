"""What companies and offices are called, and people are not: "Harland Pension Scheme"."""

import re

from novapulse.language.pii.names_list import capital, is_sure

ORGANISATION = re.compile(
    r"\s+(?:diner|pizza|grill|caf[eé]|bakery|bistro|tavern|deli|pharmacy|towing|couriers?"
    r"|logistics|deliver(?:y|ies)|parcels?|travel|airlines?|auto|bank|insurance"
    r"|motors?|plumbing|windows|dental|hotel|inn|clinic|hospital|school"
    r"|university|college|airport|airlines?|airways|stores?|shop|park|mutual|health|group|energy"
    r"|electric|gas|water|mobile|telecom|broadband|foods?|credit union|financial|realty|county"
    r"|city|islands?|beach|hills?|heights|springs|falls|rapids|junction|valley|harbou?r|creek|township|street|road|avenue|lane|drive|court|square|way"
    r"|close|terrace|day|cup|&)\b",
    re.IGNORECASE,
)
_COMPANY_WORD = re.compile(
    r"(?:Academy|Alliance|Appliances?|Assistance|Associates|Bakery|Books?|Brothers|Building|Buses"
    r"|Capital|Cards?|Care|Carriers?|Cars?|Cent(?:er|re)|Chat|Coach(?:es)?|Collections?|Company"
    r"|Communications|Co|Council|Cruises?|Dealership|Deals|Department|Direct|Electronics|Express"
    r"|Ferr(?:y|ies)|Finance|Fib(?:er|re)(?:net)?|Fitness|Freight|Furniture|Garage|Gas|General|Gym"
    r"|Haulage|Heating|Help(?:desk| ?line)?|Hire|Holdings?|Holidays|Homes?|Housing|Inc|Insurance"
    r"|Interiors|Kitchens?|Labs?|Lending|Lettings?|Life|Limited|Lines?|Living|LLC|Loans?|Ltd"
    r"|Market|Media|Medical|Movers|Moving|Merchants?|Mortgages?|Motor|Museum|Networks?|Outdoors?|Outfitters"
    r"|Partners|Payments?|Pensions?|Pets?|Pharmacy|PLC|Post|Practice|Press|Properties|Property"
    r"|Rail(?:ways?)?|Research|Rentals?|Recover(?:y|ies)|Removals|Repairs?|Residential|Resorts?|Retail"
    r"|Roofing|Salon|Savings|Security|Services?|Shipping|Shores|Society|Software|Solicitors|Solutions|Spa"
    r"|Sports?|Suites|Supermarkets?|Supplies|Supply|Support|Surgery|Systems|Tech(?:nolog(?:y|ies))?|Telecoms?"
    r"|Theatre|Tours?|Trains?|Transport|Trust|TV|Tyres?|Utilit(?:y|ies)|Veterinary|Vets?|Water"
    r"|Wealth|Wear|Wireless|Works)"
)
_SURNAME_TOO = re.compile(r"\s+(?:park|day|hills?|lane|way|close|beach)\b", re.IGNORECASE)
""" "Jane Park": what a person's last name is as well."""
_NEXT_CLAUSE = re.compile(
    r"\s+(?:close|day|way|bank|mobile|group|insurance|health|travel|water|gas|auto|shop|school"
    r"|hospital|hotel|university|college|parcels?|deliver(?:y|ies)|windows|street|road)\b"
)
""" "I spoke to John day before yesterday": in lower case, what the speaker goes on with."""
PLACE_WORD = re.compile(
    r"\s+(?:City|Falls|Rapids|Springs|Beach|Heights|Junction|Valley|Island|County|Creek)\b"
)
_NEXT_CAPITAL = re.compile(r" (?:(?:and|of|&|the) )?(?P<word>[A-Z][\w'’]*)")
_MOST_COMPANY_WORDS = 3


def is_company(text: str, word: re.Match[str], *, introduced: bool = False) -> bool:
    """ "Harland Pension Scheme", "Merrow Cards": capitals go on to what companies are called.
    ``introduced``: the name stands where only people are spoken of."""
    if is_sure(word.group()) and _is_person(text, word, introduced=introduced):
        return False
    return _names_company(text, word)


def _is_person(text: str, word: re.Match[str], *, introduced: bool) -> bool:
    if introduced and _SURNAME_TOO.match(text, word.end()):
        return True
    goes_on = _NEXT_CLAUSE.match(text, word.end())
    return bool(goes_on) and (introduced or capital(word.group()))


def _names_company(text: str, word: re.Match[str]) -> bool:
    if ORGANISATION.match(text, word.end()):
        return True
    if not capital(word.group()):
        return False
    position = word.end()
    for _ in range(_MOST_COMPANY_WORDS):
        following = _NEXT_CAPITAL.match(text, position)
        if following is None:
            return False
        if _COMPANY_WORD.fullmatch(following["word"]):
            return True
        if ORGANISATION.match(text, following.end()):
            return not is_sure(word.group())
        position = following.end()
    return False
