"""Banks, cards, fraud, insurance and the law."""

from novapulse.language.embedding.concept import Concept

FINANCE = (
    Concept(
        "card",
        words="card visa mastercard amex",
        phrases="credit card, debit card, bank card, card number",
    ),
    Concept(
        "bank",
        words="bank banking branch savings iban wire",
        phrases="bank account, bank transfer, current account, sort code",
        weight=0.8,
    ),
    Concept(
        "cash",
        words="cash atm withdraw withdrawal",
        phrases="cash machine, take out cash, take out money, withdraw money, get cash",
        kin="bank",
    ),
    Concept(
        "fraud",
        words=(
            "fraud fraudulent scam scammer scammed hacked hacker stolen theft thief "
            "unauthorised unauthorized dispute suspicious"
        ),
        phrases=(
            "never made, did not make, did not authorise, did not authorize, do not recognise, "
            "do not recognize, someone used my, not my purchase, got your details, identity "
            "theft, was not me, did not buy, never bought, never heard of, without my "
            "knowledge, in my name, someone else used, did not recognise, stole my identity"
        ),
    ),
    Concept(
        "phishing",
        words="phishing spoof fake",
        phrases=(
            "a link, open links, click on a link, text with a link, suspicious message, "
            "suspicious email, fake email, got your details, pretending to be, claimed to be, "
            "said they were from, gave them my, asked for my code"
        ),
        kin="fraud",
    ),
    Concept(
        "card block",
        phrases=(
            "block the card, block my card, card is blocked, freeze my card, stop the card, "
            "lost my card, card was stolen, lost card, cancel the card, block the lost, card "
            "replaced, replace my card, replacement card, new card, card fell"
        ),
        kin="card, fraud",
    ),
    Concept(
        "investigation",
        words="investigate investigation review inquiry enquiry case",
        weight=0.8,
    ),
    Concept(
        "loan",
        words=(
            "loan mortgage lender borrow borrowing interest financing repayment refinance "
            "equity lending"
        ),
    ),
    Concept(
        "investment",
        words=(
            "invest investment shares fund trading crypto cryptocurrency bitcoin assets "
            "dividend portfolio"
        ),
        phrases="stock market",
    ),
    Concept(
        "insurance",
        words="insurance insurer insured policy policyholder premium underwriter",
        phrases="no claims bonus, insurance company, health plan, level of cover",
    ),
    Concept(
        "claim",
        words="claim claimant adjuster payout indemnity",
        phrases="make a claim, file a claim, claim form, claim on",
        kin="insurance",
    ),
    Concept(
        "legal threat",
        words=(
            "lawyer attorney solicitor court sue lawsuit legal legally tribunal police "
            "prosecutor counsel"
        ),
        phrases=(
            "small claims, legal action, take you to court, see you in court, trading "
            "standards, consumer protection, report you, go to the press, press charges, hear "
            "from my lawyer, take it further, take this further, legal advice, going to the "
            "press, call the police"
        ),
        kin="complaint",
    ),
    Concept(
        "regulation",
        words="regulation regulator law entitled statutory",
        phrases="your rights, under the law, my rights, have the right",
    ),
    Concept(
        "compensation",
        words="compensate compensation entitled",
        phrases=(
            "make up for, make it up to, lost earnings, who pays for, for the inconvenience, "
            "make it right, some kind of compensation, for my trouble, for my time"
        ),
        kin="refund",
    ),
)
