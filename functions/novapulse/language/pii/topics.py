"""What calls talk about: the topics, and their kinds of personal data."""

from enum import StrEnum

from novapulse.domain.pii import PiiKind


class Topic(StrEnum):
    """What is being talked about; several topics share one kind of personal data."""

    SECURITY_CODE = "security code"
    EXPIRY = "expiry"
    SSN = "social security number"
    ROUTING = "bank routing"
    PIN = "pin"
    ONE_TIME_CODE = "one-time code"
    MEMORABLE = "a memorable word"
    BIRTH = "date of birth"
    PHONE = "phone"
    POSTAL_CODE = "postal code"
    CARD = "card"
    ACCOUNT = "account"
    ADDRESS = "address"
    EMAIL = "email"
    NAME = "name"
    AMOUNT = "an amount of money"
    OTHER = "something that is not personal"


KIND_OF: dict[Topic, PiiKind] = {
    Topic.SECURITY_CODE: PiiKind.SECURITY_CODE,
    Topic.EXPIRY: PiiKind.CARD_EXPIRY,
    Topic.SSN: PiiKind.SSN,
    Topic.ROUTING: PiiKind.ACCOUNT_NUMBER,
    Topic.PIN: PiiKind.PIN,
    Topic.ONE_TIME_CODE: PiiKind.PIN,
    Topic.MEMORABLE: PiiKind.PIN,
    Topic.BIRTH: PiiKind.DATE_OF_BIRTH,
    Topic.PHONE: PiiKind.PHONE_NUMBER,
    Topic.POSTAL_CODE: PiiKind.ADDRESS,
    Topic.CARD: PiiKind.CARD_NUMBER,
    Topic.ACCOUNT: PiiKind.ACCOUNT_NUMBER,
    Topic.ADDRESS: PiiKind.ADDRESS,
}
IMPERSONAL = frozenset({Topic.OTHER, Topic.AMOUNT})
LIKE_AMOUNTS = frozenset({Topic.ACCOUNT, Topic.CARD, Topic.PHONE})
"""What is charged and has a balance; their numbers are longer than amounts."""
