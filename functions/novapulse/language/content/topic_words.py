"""Words by what they can be in the name of a topic."""

import re

from novapulse.language.content.verbs import LASTING, PASSING
from novapulse.language.embedding.common_words import FAINT, SILENT
from novapulse.language.stems import stem

_CLOSED = """\
a about above across after again ago all almost along already also although always am among an and
another any anybody anymore anyone anything anyway anywhere are around as at away back be because
been before behind being below between both but by can cannot could did do does doing done down
during each either else enough even ever every everybody everyone everything everywhere except few
for from further had has have having he her here hers herself him himself his how however i if in
indeed inside instead into is it its itself just least less let like lot lots many may maybe me
might mine more most much must my myself near neither never no nobody none nor not nothing now
nowhere of off oh ok okay on once one only onto or other others ought our ours ourselves out
outside over own per perhaps please plus quite rather really same several shall she should since
so some somebody somehow someone something sometimes somewhere soon still such than thank thanks
that the their theirs them themselves then there these they this those though through throughout
till to together too toward towards under unless until up upon us usually very via was we well were
what whatever when whenever where wherever whether which whichever while who whoever whole whom
whose why will with within without would yeah yes yet you your yours yourself yourselves
alright hello hey hi bye goodbye welcome sir madam maam um uh er hmm mhm mm huh wow oops sorry
cheers yep yup nope sure right great good fine perfect wonderful awesome lovely cool nice excellent
absolutely definitely exactly correct true able sort kind bit course gonna wanna gotta kinda cannot
dont didnt doesnt isnt wasnt cant wont im ive ill id youre thats whats lets theres heres wheres hes
shes hows whos youll theyll itll thatll youve weve theyve theyre youd theyd wouldnt couldnt shouldnt
havent hasnt hadnt arent werent dear ma'am
today tomorrow yesterday tonight monday tuesday wednesday thursday friday saturday sunday january
february march april may june july august september october november december morning afternoon
evening night noon midnight second seconds minute minutes hour hours day days week weeks weekend
month months year years time times moment once twice am pm o'clock
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
thousand million first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
fourteenth fifteenth twentieth half couple dozen percent dollar dollars cent cents euro euros
pounds bucks
"""
_VERBS = """\
accept add afford agree allow answer appear appreciate arrive ask be become begin believe bother
break bring buy call care cause choose click come complain confirm consider continue cost decide
depend describe disappear drive drop earn eat end enjoy enter exist expect explain fail fall feel
fell fit follow forget forgot forgive get give go gone got grow guess happen hate hear help hold
hope hurt imagine include inform insist join keep know known lead learn leave lend let lie listen
live locate look looks lose lost love made make manage matter mean meet mention mind miss moved need
notice occur offer owe own paid pay prefer prevent proceed promise provide put raise ran reach read
realise realize receive recognise recognize recommend refer refuse remember say see seem sell send
sent shall show shut sit sleep solve speak spell spend spoke stand stay stick stop suggest sound
stuck suppose take taken talk tell thank think threw throw told took tried try turn understand use
used verify wait walk want warn wear went win wish wonder work works worry write written wrote
charged stolen broken ruined
bought came found gave heard held kept knew led left met ordered said sat saw sold stood
taught thought understood won worn reached find finds starts save saves
keeps needs happens means makes takes goes comes gets
gives shows says tells uses wants cover covers ended
"""
_ADJECTIVES = """\
new old other same different next last whole own main current previous certain particular actual
possible available important additional extra full complete entire free ready easy hard simple big
small little long short high low better best worse worst bad glad happy afraid unable aware clear
certain sure closed open later early late recent usual normal regular original specific quick fast
slow special general real general similar various several single double only able convenient
expensive cheap happening due unacceptable ridiculous terrible horrible frustrating upset kidding
interested
"""
_NOMINAL_ING = """\
billing booking meeting parking shipping training reading roaming recording mailing landing building
tracking pricing banking listing marketing advertising funding hearing housing invoicing lighting
heating cooling plumbing rating savings setting settings spending testing wedding briefing ceiling
clothing earnings engineering filing financing gaming hosting licensing mortgage onboarding opening
painting packaging posting processing programming proceeding schooling screening seating server
staffing streaming ticketing timing trading typing wiring cleaning fishing flooring string ring king
"""
_ED_ADJECTIVES_TEXT = """\
estimated corrected prepaid preferred unlimited dedicated shared"""
_ED_ADJECTIVES = frozenset(_ED_ADJECTIVES_TEXT.split())

CLOSED = frozenset(_CLOSED.split()) | frozenset(SILENT.split())
"""Never part of a topic; ends what may be one."""
_GENERIC = "system top side spot end piece bunch guy folks name stuff visit page part options home"
FAINT_STEMS = frozenset(stem(word) for word in (*FAINT.split(), *_GENERIC.split()))
"""Part of a topic, but none alone."""
WEAK_STARTS = frozenset(_ADJECTIVES.split())
"""Taken from the beginning of a phrase: "new", "last"; and no topic alone."""
_TELLING_STARTS_TEXT = """\
late double single free open long short early express"""
TELLING_STARTS = frozenset(_TELLING_STARTS_TEXT.split())
"""Of these, what names a kind before another word: "late fee", "double room"."""
_PURE_VERBS = frozenset(_VERBS.split())
_VERB_STEMS = LASTING | PASSING
_NOUN_TEXT = """\
answers calls causes costs drops drives falls helps holds meets offers reads raises shows
stands stays stops talks tries turns uses visits waits walks wants wins works worries"""
_NOUNS = frozenset(_NOUN_TEXT.split())
"""Plurals of nouns that are verbs as well."""
_NOMINAL = frozenset(_NOMINAL_ING.split())

_DETERMINERS_TEXT = """\
a an the my your our his her their its this that these those no any some each every another
which what whose"""
DETERMINERS = frozenset(_DETERMINERS_TEXT.split())
_VERB_LEADS_TEXT = """\
to i you we they he she who will can could would should must may might do does did don't didn't
doesn't won't can't please let's not never already just also i'll we'll you'll they'll he'll
she'll it'll i'm we're you're they're he's she's i've we've you've they've i'd you'd we'd gonna
be been being is are was were am has have had having get got and it cannot couldn't wouldn't
shouldn't isn't aren't wasn't haven't hasn't"""
VERB_LEADS = frozenset(_VERB_LEADS_TEXT.split())
"""After these a word that can be a verb is one."""
_OBJECT_TEXT = "up out off down back it you me them us him her"
_OBJECTS = DETERMINERS | frozenset(_OBJECT_TEXT.split())
"""What follows a verb rather than a noun: "to dock up my ship"."""
_ADVERB = re.compile(r"\w{2,}ly$")
_NO_ADVERBS_TEXT = """\
supply family reply assembly delivery fly july italy anomaly"""
_NO_ADVERBS = frozenset(_NO_ADVERBS_TEXT.split())


def is_closed(word: str) -> bool:
    return word in CLOSED or "'" in word or (bool(_ADVERB.match(word)) and word not in _NO_ADVERBS)


def is_verb(word: str, before: str, after: str) -> bool:
    """In lower case, by the word and its neighbours."""
    if before in DETERMINERS:
        return False
    if word in _PURE_VERBS or (word.removesuffix("s") in _PURE_VERBS and word not in _NOUNS):
        return True
    if word in _NOMINAL or word in _ED_ADJECTIVES:
        return False
    if word.endswith("ing") and len(word) > 4:
        return True
    if word.endswith("ed") and len(word) > 4:
        return True
    return before in VERB_LEADS and (stem(word) in _VERB_STEMS or after in _OBJECTS)
