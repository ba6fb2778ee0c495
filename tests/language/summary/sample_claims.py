"""Sentences about the sample call as models write them: (kind, sentence, the turns named)."""

from novapulse.language.summary.prompt import Kind

SampleClaim = tuple[Kind, str, tuple[int, ...]]

TRUE: list[SampleClaim] = [
    ("reason", "The customer called because they were charged twice for the same bill.", (2,)),
    (
        "reason",
        "The customer, [NAME], complained about being charged twice for the same bill.",
        (2, 4),
    ),
    ("topic", "The customer had called three times before without getting help.", (4,)),
    ("topic", "The customer said they had called three times and nobody helped them.", (4,)),
    (
        "action",
        "The agent found two charges of forty nine dollars and confirmed that one was a mistake.",
        (10,),
    ),
    (
        "action",
        "The agent found two charges of $49 on the account, one of them the company's mistake.",
        (10,),
    ),
    ("action", "The agent apologized and refunded the second charge.", (12, 14)),
    ("action", "The agent will refund the second charge today.", (12,)),
    ("action", "The agent sent the refund, which should arrive in 3-5 business days.", (14,)),
    ("action", "The agent said the money will arrive in three to five business days.", (14,)),
    ("action", "The agent will take $10 off the next bill.", (16,)),
    ("action", "The agent offered a ten dollar discount on the next bill.", (16,)),
    ("action", "The agent will send the receipt by email.", (14, 16)),
    (
        "outcome",
        "The customer was very happy with the help and said the problem was solved.",
        (17, 19),
    ),
    ("outcome", "The issue was resolved and the customer was satisfied.", (17, 19)),
    ("outcome", "The problem was solved and the customer left happy.", (17, 19)),
    ("topic", "The customer was very angry and called the service terrible.", (2,)),
    ("topic", "The customer was frustrated about the terrible service.", (2,)),
]
FALSE: list[SampleClaim] = [
    ("action", "The agent refunded $98 to the customer.", (10, 12)),
    ("action", "The agent refunded both charges.", (12,)),
    (
        "action",
        "The agent transferred the call to the billing department and refunded the charge.",
        (12,),
    ),
    ("topic", "The customer was charged for two phones on the same bill.", (2,)),
    ("topic", "The customer was charged a late fee twice for the same bill.", (2,)),
    ("outcome", "The customer solved the problem and bought a new phone.", (19,)),
    ("action", "The agent sent the refund to a new bank account.", (14,)),
    ("action", "The agent cancelled the account of the customer.", (10,)),
    ("action", "The agent took ten dollars off the refund.", (16,)),
    ("action", "The agent escalated the complaint to a supervisor.", (12,)),
    ("outcome", "The customer remained angry and will leave the company.", (17, 19)),
    ("outcome", "The customer did not get the money back.", (11,)),
    ("action", "The agent promised the money within ten business days.", (14,)),
    ("reason", "The customer wanted to change the address on the account.", (2,)),
    ("action", "The agent verified the identity of the customer.", (5,)),
    ("reason", "The customer was charged for a service that they had cancelled.", (2,)),
]
