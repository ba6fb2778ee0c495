"""English words that say nothing about what is looked for."""

_FUNCTION_WORDS = """
a about above after again against all also am an and any are aren't as at be because been before
being below between both but by can can't cannot could couldn't did didn't do does doesn't doing
don't down during each else ever few for from further get gets getting got had hadn't has hasn't
have haven't having he he'd he'll he's her here hers herself him himself his how how's i i'd
i'll i'm i've if in into is isn't it it's its itself just let's many may me might more most much
must my myself no nor not of off on once only or other our ours ourselves out over own please
same shall she she'd she'll she's should shouldn't so some such than that that's the their
theirs them themselves then there there's these they they'd they'll they're they've this those
through to too under until up upon us very was wasn't we we'd we'll we're we've were weren't
what what's when when's where where's which while who who's whom whose why will with within
without won't would wouldn't you you'd you'll you're you've your yours yourself yourselves
"""
"""Articles, pronouns, prepositions, conjunctions, auxiliaries and their contractions."""

_ASKERS_WORDS = """
agent agents anybody anyone anything asked asking asks call called caller callers calling calls
client clients concerning conversation conversations customer customers describe described
describes describing discuss discussed discusses discussing everybody everyone everything
example examples express expressed expresses expressing find finding finds give involving list
look looking mention mentioned mentioning mentions people person recording recordings regarding
related said saying says search segment segments show showing shows somebody someone something
speak speaker speakers speaking spoke talk talked talking talks tell telling tells told
transcript transcripts want wanted wants
"""
"""How people speak of conversations, not what is in them: "find calls where customers said"."""

SAYING_NOTHING = frozenset((_FUNCTION_WORDS + _ASKERS_WORDS).split())
