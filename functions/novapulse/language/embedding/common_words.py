"""English words by how little they say: a short list in place of frequencies of a corpus."""

SILENT = """\
a about above after again against ago ah all almost already also although always am an and any
anybody anyone anything are as at aw away be because been before being below between both but by
can could day dear did do does doing done down each either else er even ever every everybody
everyone everything few fine first for from further get give go goes good got great had has have
having he hello her here hers herself hey hi him himself his hmm how i if in indeed instead into
is it its itself just keep kind know last less let like little lot lots made make many may maybe
me mean might mine more most much must my myself near need neither never new next no nobody none
nor not nothing now of off oh ok okay on once one only onto or other our ours ourselves out over
own per perhaps please quite rather really right said same say says see seem shall she should
since so some somebody someone something sometimes soon still such sure take tell than thank
thanks that the their theirs them themselves then there these they thing things think this those
though through till to today told too toward try two under until up upon us use used very was we
well were what whatever when where whether which while who whole whom whose why will with within
without would yeah yes yet you your yours yourself yourselves
agent anymore ask asked asking asks call called caller callers calling calls client clients
conversation conversations customer customers describe describes discuss discussed discusses
express expressed expresses find mention mentioned mentions passage passages people person
regarding related request say show shows talk talked talking talks user users want wanted wants
did didn does doesn don isn wasn won
"""
"""Nothing: articles, pronouns, auxiliaries, fillers, and how people speak of conversations."""

FAINT = """\
able actually afternoon another answer anyway around back bad best better big bit bring buy
change check come couple course different early end enough evening exactly far feel fifteen
fifty five forty found four friday full half happen hand hard hear help high hour house hundred idea
important information june july kept kind late leave left line live long look lose matter minute
moment monday month morning move name nearly nice night nine number old open part pay people
place plan point possible probably problem put question quick read ready real reason receive
round run saturday second send service set seven sir six small sort speak start stay stop sunday
support ten thing thirty thousand three thursday time together tomorrow town true tuesday turn
twelve twenty twice understand way wednesday week weekend whole wonder word work world write
wrong year yesterday
"""
"""A little: common in every call, whatever it is about."""
