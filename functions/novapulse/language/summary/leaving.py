"""Patterns that tell how a caller leaves: with nothing, undecided, content, or with all of it."""

import re


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


GIVES_UP = _compiled(
    r"(?:so )?done with (?:you|this)|disgrace\w*|never been treated|waste of (?:my )?time"
    r"|ombudsman|(?:what|all) i['’]?m worth"
    r"|going to (?:the )?(?:papers?|press|another|someone else)"
    r"|useless|hopeless|i(?:['’]ll| will) (?:just )?(?:take|go) (?:my business )?(?:elsewhere"
    r"|somewhere else)|forget it|never mind(?: then)?|this is (?:a )?(?:joke|pointless)"
    r"|calling me a liar|not (?:what i|helping|going to help)|post (?:a|this|about)|bad review"
    r"|got me nowhere|back where i started|nobody (?:can|will|wants to) help"
    r"|(?:real|such a|that(?:['’]s| is) a|a real) (?:shame|pity|disappointment)|disappoint\w*"
    r"|los(?:e|t|ing) a customer|never (?:flying|shopping|booking|buying|coming|using)"
    r"|(?:write|complain|speak) to (?:your|the) (?:head|boss|ceo|press|regulator|mp|council)"
    r"|(?:going to|will|['’]ll) complain|tak(?:e|ing) (?:it|this) (?:further|higher|up|to)"
    r"|(?:look|go|shop|search|try) (?:for |to |at |with )?(?:(?:a|an) (?:different|other)|another"
    r"|somewhere|someone else|elsewhere)|thanks for nothing|fat lot of|(?:seeing|going to see|write"
    r" to|speak to|going to) (?:my )?(?:m\.?p|lawyer|solicitor|attorney|ombudsman|regulator)"
    r"|(?:un-?believable|un-be-lievable|ridiculous|outrageous|scandalous|appalling)"
    r"|(?:well |okay |oh )(?:that['’]s |isn['’]t that )?just (?:great|wonderful|brilliant"
    r"|fantastic|perfect"
    r"|lovely)|that['’]s just (?:great|wonderful|brilliant|fantastic|perfect|lovely)|unreal"
    r"|scandal\w*"
    r"|shocking|report(?:ing)? you|small of you|no (?:help|use) (?:at all|to me)|cop-?out|rip-?off"
)
"""The caller leaves without what they came for."""
_MUST = (
    r"(?:i|we)(?:['’]ll| will|['’]d| would|['’]m going to|['’]re going to)?"
    r"(?: (?:just|probably|maybe|still|first|really|better|rather|also|shall))*"
    r"(?: (?:need to|have to|want to|must|should|'d better|better|['’]ve got to|got to))?"
    r"(?: (?:just|probably|maybe|still|first|really|also))*"
)
UNDECIDED = _compiled(
    rf"{_MUST} (?:have a (?:think|chat|word|talk)|think (?:about|it|on)|sleep on|mull"
    rf"|consider (?:it|that|my|our)"
    r"|talk (?:it over|to|with|about)(?! (?:a |the |your |some)(?:one|body|manager|supervisor"
    r"|human|person|boss))"
    r"|discuss|ask (?:my|him|her|them)|work it out|chew (?:on|it)|check with|speak (?:to|with) my"
    r"|run it (?:by|past)|look (?:it|that) over"
    r"|hear (?:from|what)|see (?:what|how|which)|compare|shop around|get back to you|let you know"
    r"|(?:ring|call) (?:you )?back (?:when|if|once))"
    r"|let me (?:think|have a think|talk|sleep|discuss|ask my|check with my|get back to you|look it"
    r" over)"
    r"|not (?:promising|ready|decided|made (?:up )?my mind)|(?:not|n['’]t) (?:so |quite |really )?"
    r"(?:sure|know) (?:yet|if i (?:want|can|need)|whether)|no,? not (?:yet|now|today)|^whatever"
    r"|(?:i|we)(?:['’]d| had) better not|(?:lot|much) to (?:decide|take in|think about)"
    r"|(?:other|another|more) (?:places?|quotes?|offers?|companies|options?) to (?:see|look|check"
    r"|compare|consider)|take it from there|in two minds|hold off|leave it (?:for now|there"
    r"|at that)"
    r"|just (?:looking|comparing|enquiring|asking around|getting (?:some )?(?:prices|quotes|ideas))"
    r"|(?:check|look at) (?:my|our) (?:diary|calendar|budget|finances|schedule)|on the fence"
    r""
    r"|run the numbers|do (?:the|my|some) (?:sums|maths|math|research|homework)|bear (?:it"
    r"|that) in mind"
    r"|(?:keep|have) (?:it|that) in mind|(?:need|want|like) (?:some|a bit of|more|a little) time"
    r"|another time|not (?:at|for) the moment|weigh(?:ing)? (?:it|up|my|the)|float it"
    r"|won['’]?t say (?:yes|no)|have to see (?:where|what"
    r"|how|if)"
    r"|(?:board|committee|boss|husband|wife|partner) (?:meets|has to|needs to|decides)"
    r"|whether i (?:actually |really )?(?:want|need)"
)
"""The caller has not made up their mind, or does not care to."""
CLEARED = _compiled(
    r"(?:it|that|everything|he|she|they)(?:['’]s|['’]re| is| are| has| have)?(?: \w+)? "
    r"(?:works?|working|worked|loading|downloading|filling|playing|printing|starting|started"
    r"|came (?:up|on|back|through)|come (?:up|on|back|in|through)|going through|gone through|went"
    r" through|back (?:on|up)|there now|connected|let me in|coming through)"
    r"|i(?:['’]m| am) (?:back )?in\b|i (?:can )?(?:see|got|have) it(?: now| here| there)?"
    r"|(?:that|this|it|which) (?:explains|clears|answers|makes sense|helps|sorts|does it|did it)"
    r"|that['’]?s (?:what i (?:needed|wanted)|good to know|clear|sorted|perfect|fine|a relief)"
    r"|(?:let['’]s|i['’]ll|we['’]ll) (?:do|take|go with|go for) (?:it|that|this|those|them)"
    r"|did the trick|all (?:good|sorted|fine) now|i can (?:log|get|sign) in|(?:it|that)(?:['’]s"
    r"| has) (?:gone"
    r"|stopped|cleared|there)(?: now)?\b|good to know|now i (?:know|understand|get it|see)"
    r"|makes sense|what a relief"
    r"|you(?:['’]re| are|['’]ve been| have been) (?:a|an|so|very|really|such|too) [\w ]{0,12}?"
    r"(?:star|angel|life ?saver|legend|gem|darling|good (?:woman|man)|helpful|kind|patient|clear"
    r"|lovely|great|sweet|nice)|saved (?:the|my) (?:day|life|bacon)|made my (?:day|evening|week)"
)
"""In a caller's mouth: what was amiss works, or what was asked is understood; and open praise."""
CLOSES = _compiled(
    r"thanks?|thank you|cheers|ta|great|lovely|perfect|brilliant|wonderful|fantastic"
    r"|god bless|appreciate\w*|have a (?:good|nice|great|lovely)|take care"
    r"|see you|sounds good"
)
"""How a caller leaves who has nothing against it."""
NOTHING_ELSE = _compiled(
    r"no,? (?:thanks|thank you|that|i['’]?m (?:good|fine|all set))|nothing else|(?:that|this)"
    r"(?:['’]s| is| was| will be| would be)(?: going to be)? (?:all|it|everything)|i['’]?m all set"
)
"""The caller has all that they came for."""
