"""All concepts in a fixed order: the place in it is the dimension of a vector."""

from novapulse.language.embedding.concepts.account import ACCOUNT
from novapulse.language.embedding.concepts.car import CAR
from novapulse.language.embedding.concepts.contact import CONTACT
from novapulse.language.embedding.concepts.contract import CONTRACT
from novapulse.language.embedding.concepts.faults import FAULTS
from novapulse.language.embedding.concepts.feelings import FEELINGS
from novapulse.language.embedding.concepts.finance import FINANCE
from novapulse.language.embedding.concepts.health import HEALTH
from novapulse.language.embedding.concepts.home import HOME
from novapulse.language.embedding.concepts.living import LIVING
from novapulse.language.embedding.concepts.money import MONEY
from novapulse.language.embedding.concepts.orders import ORDERS
from novapulse.language.embedding.concepts.service import SERVICE
from novapulse.language.embedding.concepts.travel import TRAVEL

CONCEPTS = (
    *MONEY,
    *CONTRACT,
    *ORDERS,
    *FAULTS,
    *HOME,
    *SERVICE,
    *CONTACT,
    *FEELINGS,
    *ACCOUNT,
    *FINANCE,
    *CAR,
    *TRAVEL,
    *HEALTH,
    *LIVING,
)
