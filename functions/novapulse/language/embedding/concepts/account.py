"""Accounts: who somebody is, how they get in, what is known of them."""

from novapulse.language.embedding.concept import Concept

ACCOUNT = (
    Concept(
        "login",
        words="login logon username access signin",
        phrases=(
            "log in, log on, sign in, log into, locked out, lock out, can not get in, can not "
            "log, get into my account, not recognised, wrong password, password is wrong, can "
            "not get into, not let me in, will not let me in, does not accept my, account is "
            "locked, access my account"
        ),
    ),
    Concept(
        "password",
        words="password passcode pin credentials",
        phrases=(
            "reset link, one time code, reset my password, verification code, security code, "
            "link to reset, two factor, forgot my password, forgotten my password, new password"
        ),
        kin="login",
    ),
    Concept(
        "identity check",
        words="verify verified verification authenticate identification passport maiden licence id",
        phrases=(
            "date of birth, security question, security answer, maiden name, born on, confirm "
            "your, account number, verify your, proof of identity, full name, social security "
            "number, data protection, for security, security questions, who am i speaking, "
            "confirm who, your full name, have your name, spell your name"
        ),
        weight=0.8,
    ),
    Concept(
        "account number",
        phrases="account number, customer number, policy number, membership card",
        weight=0.7,
    ),
    Concept(
        "birth date",
        words="birthday born birthdate",
        phrases="date of birth",
        weight=0.7,
    ),
    Concept(
        "phone number",
        phrases=(
            "phone number, my number, telephone number, cell number, ring me on, call me on, "
            "direct line, keep my number"
        ),
        weight=0.7,
    ),
    Concept(
        "address",
        words="address postcode zip street relocate relocation",
        phrases=(
            "moved house, moving house, new address, change of address, old address, same "
            "address, moving home, we moved, zip code, mailing address, billing address, home "
            "address, post office box"
        ),
    ),
    Concept(
        "name change",
        words="surname married divorce",
        phrases="maiden name, changed my name",
    ),
    Concept(
        "personal details",
        words="details profile settings",
        weight=0.5,
    ),
    Concept(
        "privacy",
        words="privacy gdpr confidential recorded consent permission",
        phrases=(
            "personal data, delete my data, may be recorded, without my permission, data protection"
        ),
    ),
    Concept(
        "account",
        words="account",
        weight=0.4,
    ),
    Concept(
        "export",
        words="export backup copy",
        kin="software",
        weight=0.7,
    ),
    Concept(
        "death",
        words="death deceased died bereavement funeral widow inheritance",
        phrases="passed away",
    ),
)
