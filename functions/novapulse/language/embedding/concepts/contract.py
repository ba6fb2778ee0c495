"""Contracts: begun, changed, ended, and where else one could go."""

from novapulse.language.embedding.concept import Concept

CONTRACT = (
    Concept(
        "contract",
        words=(
            "contract subscription membership plan agreement policy package bundle tariff "
            "member subscriber"
        ),
        phrases="change my plan, free trial",
        weight=0.7,
    ),
    Concept(
        "cancel",
        words=(
            "cancel cancellation canceling cancelled terminate termination unsubscribe quit "
            "discontinue"
        ),
        phrases=(
            "end my, end the, close my account, close the account, stop my, stop the, get out "
            "of, opt out, do not want it any, want to leave, leaving early, without notice, "
            "give notice, do not want to continue, do not need it, no longer want, no longer "
            "need, shut it off, get rid of my, call it off, call off, take me off"
        ),
        kin="contract",
    ),
    Concept(
        "renewal",
        words="renew renewal rollover extension extend prolong",
        phrases=(
            "automatic renewal, another year, roll over, end of the term, renews automatically, "
            "expires on, expiry date, auto renew, renew my, runs out in, runs until, renew "
            "itself, renews itself"
        ),
        kin="contract",
    ),
    Concept(
        "upgrade",
        words="upgrade upgraded",
        phrases=(
            "bigger plan, move up, get a new one, higher package, more data, new handset, new "
            "model, latest model"
        ),
        kin="contract",
    ),
    Concept(
        "downgrade",
        words="downgrade downsize smaller basic",
        phrases=(
            "go down to, smaller package, small package, smaller plan, cheaper plan, reduce my "
            "plan, lower tier, basic plan"
        ),
        kin="contract, cheap",
    ),
    Concept(
        "pause",
        words="pause suspend suspension freeze frozen hold",
        phrases="freeze my, freeze it, put on hold, put it on hold",
        kin="contract",
        weight=0.6,
    ),
    Concept(
        "competitor",
        words="competitor competition rival elsewhere",
        phrases=(
            "another company, another provider, different provider, other provider, someone "
            "else, other company, take my business, better deal, switch provider, is cheaper, "
            "are cheaper, offered me, other offers, better offer, cheaper with, same thing for "
            "less"
        ),
    ),
    Concept(
        "leaving",
        words="churn",
        phrases=(
            "switch to, switch provider, change provider, go to another, move to another, take "
            "my business, looking elsewhere, going elsewhere, had enough of you, never use you "
            "again, lose a customer, losing a customer, leave you, leave your company, leaving "
            "you, i will leave, want to leave, take my money elsewhere, thinking about leaving, "
            "find another, done with you, done with this company, look around, shop around, "
            "somewhere else, try someone else, switch over to"
        ),
        kin="competitor, discontent",
    ),
    Concept(
        "terms",
        words="terms conditions clause section paragraph",
        phrases=(
            "small print, fine print, terms and conditions, does it say, where does it say, the "
            "catch, our terms"
        ),
        kin="contract",
    ),
    Concept(
        "sign up",
        words="signup enroll enrol join register registration activate activation subscribe",
        phrases="sign up, open an account, new customer, set up an account, new contract",
        kin="contract",
    ),
    Concept(
        "warranty",
        words="warranty guarantee guaranteed",
        phrases=(
            "under warranty, under guarantee, still covered, extended warranty, covered by the "
            "warranty, manufacturer warranty"
        ),
    ),
    Concept(
        "cover",
        words=(
            "cover covered coverage approve approval authorization authorisation eligible entitled"
        ),
        phrases="not covered, will not cover, prior approval, needs approval, paid for by",
    ),
    Concept(
        "refusal",
        words="deny denied denial refuse refused reject rejected decline declined",
        phrases=(
            "turned down, will not cover, not possible, against our policy, say no, will not "
            "let me, can not do that, nothing i can do, not entitled"
        ),
        kin="discontent",
    ),
)
