"""Bills, prices, payments and what goes wrong with them."""

from novapulse.language.embedding.concept import Concept

MONEY = (
    Concept(
        "money",
        words="money cash amount sum cost pound dollar euro quid bucks cent penny",
        weight=0.6,
    ),
    Concept(
        "bill",
        words="bill billing invoice charge charging charged statement debit debited tab",
        phrases="taken * off me, taken * from my account, came out of my account, what i owe",
        kin="money",
    ),
    Concept(
        "overcharge",
        words="overcharge overbilled overpaid ripoff robbed robbery gouging",
        phrases=(
            "charged twice, charged me twice, double charge, billed twice, charged too much, "
            "too much money, wrong amount, charged for something, extra charge, hidden fee, "
            "unexpected charge, incorrect charge, did not order, higher than usual, bill * "
            "higher, ripped off, rip off, what am i paying for, more than i agreed, not what i "
            "agreed, more than expected, so high, should not have been charged, why was i "
            "charged, charged again, charge me again, keeps charging, still being charged, "
            "never signed up for, did not sign up for, out of nowhere, unknown charge, do not "
            "owe, charged the wrong"
        ),
        kin="bill, discontent",
    ),
    Concept(
        "fee",
        words="fee surcharge penalty excess deductible toll deduction",
        phrases=(
            "late fee, on top of that, early termination, leaving early, cancellation fee, "
            "avoid the fee, avoid this charge"
        ),
        kin="bill",
    ),
    Concept(
        "refund",
        words="refund reimburse reimbursement chargeback repay rebate",
        phrases=(
            "money back, get * back, have * back, pay it out, pay out, pay me back, take it off "
            "the bill, take * off the bill, take * off, taken off, see my money again, "
            "returning * payment, return * payment, as a credit, get my money, want my money, "
            "money returned, credit my account, credited to, reverse the charge, back on my "
            "card, back to my card, apply a credit, applying a credit, credit on your account, "
            "courtesy credit, service credit"
        ),
        kin="money",
    ),
    Concept(
        "waiver",
        words="waive waiver waived goodwill courtesy gesture complimentary",
        phrases=(
            "free of charge, at no cost, no charge, for nothing, not pay a, without charge, for "
            "free, take * off the bill, remove the charge, meet you half way"
        ),
        kin="refund",
    ),
    Concept(
        "credit",
        words="credit credited balance overpayment",
        kin="money",
        weight=0.8,
    ),
    Concept(
        "price",
        words="price cost pricing rate tariff quote estimate premium",
        phrases=(
            "how much, what does it cost, what would * cost, a month, per month, a night, a "
            "day, what do i pay, have to pay, how expensive"
        ),
        kin="money",
        weight=0.8,
    ),
    Concept(
        "expensive",
        words="expensive pricey overpriced costly unaffordable extortionate steep",
        phrases="too much, can not afford, cost a fortune, a lot of money, out of my budget",
        kin="price, discontent",
    ),
    Concept(
        "cheap",
        words="cheap cheaper cheapest inexpensive affordable economical budget lower",
        phrases="save money, less money, for less, lower price, good value, bring * down",
        kin="price",
    ),
    Concept(
        "price rise",
        words="increase hike raised inflation",
        phrases=(
            "went up, gone up, go up, going up, push up, goes up, put up the price, price rise, "
            "price increase, more expensive, higher rate, higher price"
        ),
        kin="price",
    ),
    Concept(
        "fixed price",
        words="steady locked",
        phrases=(
            "keep the price, stay the same, price guarantee, price lock, fixed rate, fixed "
            "price, not go up, flat rate, fixed tariff, fixed contract, fixed term"
        ),
        kin="price",
    ),
    Concept(
        "discount",
        words=(
            "discount voucher coupon promo promotion offer deal sale code percent bargain "
            "reduction reduced clearance"
        ),
        phrases=(
            "special offer, money off, half price, percent off, price match, match it, match that"
        ),
        kin="price",
    ),
    Concept(
        "payment",
        words="pay payment paid paying transaction instalment installment deposit prepaid autopay",
        phrases=(
            "direct debit, standing order, pay by card, pay the bill, make a payment, payment "
            "failed, payment did not go through, automatic payment, due date, automatic "
            "payments, auto pay, pay automatically, when is * due, due on, first bill due"
        ),
        kin="money",
        weight=0.8,
    ),
    Concept(
        "arrears",
        words="arrears overdue debt debtor collector collection bailiff owe owing unpaid owed",
        phrases=(
            "collection agency, debt collector, credit score, past due, missed payment, behind "
            "on, withhold payment, refuse to pay, outstanding balance"
        ),
        kin="money",
    ),
    Concept(
        "hardship",
        words=(
            "afford unemployed redundancy hardship bankrupt bankruptcy benefits pension welfare "
            "assistance"
        ),
        phrases=(
            "lost my job, can not afford, out of work, laid off, financial difficulty, "
            "financial hardship, payment plan, payment arrangement, make ends meet, struggling "
            "to pay, tight budget, money is tight, spread the payments, pay in instalments, pay "
            "later, more time to pay, reduced hours, on benefits, short of money, between jobs, "
            "am broke"
        ),
        kin="money",
    ),
    Concept(
        "income loss",
        words="earnings income revenue wages turnover",
        phrases=(
            "losing money, lose money, lost business, losing business, for a living, day off, "
            "took the day off, unpaid leave, costing me, cost me"
        ),
        kin="money, discontent",
    ),
    Concept(
        "tax",
        words="tax vat accountant bookkeeper",
        phrases="tax return",
        kin="money",
    ),
)
