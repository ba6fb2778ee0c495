"""Verbs by what they do in a call: leave something to be done, or pass with the call."""

import re

from novapulse.language.stems import stem

_LASTING = """\
activate add adjust apply approve arrange assign attach block book bring build buy cancel clean
close complete contact coordinate correct create credit deactivate delete deliver discuss document
download draft drop email escalate extend file finalize finish fix forward fill handle include
inform initiate install investigate invite invoice issue keep lock mail move notify open
order organize organise pay pick plan post prepare present print process publish purchase
refund register reimburse reinstall reissue remind remove renew repair replace report request
reschedule resend reserve reset resolve return reverse review revise scan schedule send set share
ship sign sort submit swap switch text unblock unlock unsubscribe update upgrade downgrade
upload waive write call ring phone collect change deduct enroll enrol exchange hire rebook
claim appeal complain freeze unfreeze pause backdate merge link sell restore trace deposit wire
pass compare borrow lend arrive reorder research retry test top dispatch measure photograph
weigh escort settle authorise authorize
reprint redo refit resubmit reassign redirect reroute quote charge translate"""
_PASSING = """\
advise ask be bear begin check confirm continue describe explain find get give go guess happen have
hear help hold know listen look love need place provide pull read recommend repeat run say see
speak spell stay start stop suggest take talk tell think transfer connect try understand verify
wait walk want wish appreciate assume believe feel hate hope like mean remember wonder press click
type unplug plug restart reboot assist put come let make do use enter note sound seem turn miss
work hang scroll tap push"""
_SPECIAL = """\
set up|setting up|look into|looking into|take care of|taking care of|work on|working on|find out
fill out|fill in|drop off|pick up|sort out|put on hold|make sure|make a note|make an appointment
make a payment|put in|put together|get back|follow up|following up|reach out|reaching out|check with
talk to|speak to|speak with|check in|check back|touch base|go over|start an|start a|open up
come back|come out|come by|come over|stop by|hear from|let you know|keep you|give you a call
give me a call|turn in|put your|put the|put you down|put a
ask the|ask your|ask my|ask them|ask him|ask her|ask our
do that|do it|do so|do this|place an|place the|run a report|get it|get that|get this|get you a
get you the|get you an|get them|get a|get one|get the|get another|get your|have my|have our
have someone|have somebody|have them|have him|have her|start the|start your
start our|make the|make a|be in touch|stop the|stop taking|provide you|provide us|provide the
put it in writing|put that in writing|put this in writing|put it back|tell my|tell our|tell them to
tell him to|tell her to|ask him to|ask her to|talk with|run it by|run this by|discuss it|have this
have that one|have that sent|have it sent|have it brought|have it collected|have it delivered
have it fixed|have it replaced|have it ready|have one|have your|receive a|receive an|receive the
receive your|get an|be getting|be receiving|go to the police|going to the police|go to the ombudsman
going to the ombudsman|go to the bank|go to the branch|go to the shop|go to the store
go to the doctor|go to the press|have that|have the|have an answer|have it|be with you
be delivered|leave the|go out|reach you
take this up|taking this up|take it up|take it further|take this further|have a chat|have a word
see what my|see what she|see what he|see if my|sleep on|be ready|come on my|come at|come after
come this|come tomorrow
come in on|come in at|come down|come along|come straight|come to the|hear what|talk it over
run it past|look for a|look for another|look elsewhere|see my|see a|look at it|look at this
look at that
look at the|looks at it|looks at the|looks at that|be round|be on site|come round|pop|try you
try me|put you in|put him in|put her in|put them in
get it to|get that to|get them to|get this to|get you in"""

LASTING = frozenset(stem(word) for word in _LASTING.split())
"""Stems. Whoever says that they will do one of these leaves something to be done."""
PASSING = frozenset(stem(word) for word in _PASSING.split()) - LASTING
"""Stems. What is done while the call goes on: "let me check", "can you spell that"."""
_LASTING_PHRASES = tuple(
    phrase.strip() for line in _SPECIAL.splitlines() for phrase in line.split("|") if phrase.strip()
)
"""Openings of verb phrases that last though their verb alone would pass."""
_LASTING_OPENING = re.compile(rf"(?:{'|'.join(map(re.escape, _LASTING_PHRASES))})(?![^\W\d_])")
_CAUSES = re.compile(
    r"make (?:her|him|them) [a-z]+|(?:get|have|ask|tell) (?!to\b)[\w']+(?: [\w']+){0,2} to [a-z]+"
    r"|(?:get|have) (?:an?|the|your|my|it|that|this|them|one)\b[\w' -]{0,30}? (?:made|sent|done"
    r"|built|[a-z]{3,}ed)\b"
)
"""That others do something: "get the office to match it", "have a new lens made"."""


def leaves_something(verb_phrase: str) -> bool | None:
    """Whether what ``verb_phrase`` opens with is still to be done after the call; None where the
    verb is not known. The verb may be in any form."""
    said = verb_phrase.lower().replace("’", "'")
    if _LASTING_OPENING.match(said) or _CAUSES.match(said):
        return True
    verb = stem(_base(said.split(" ")[0].strip(".,!?;:")))
    if verb in LASTING:
        return True
    return False if verb in PASSING else None


def _base(word: str) -> str:
    """ "e-mail" as "email"."""
    return word.replace("-", "")
