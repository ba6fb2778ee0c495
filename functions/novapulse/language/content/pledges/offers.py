"""Offers, and answers that agree to what was offered or asked for."""

import re

ACCEPTED_OFFER = 0.55
"""For what was offered ("Would you like me to send another one?") and accepted at once."""
OFFER = re.compile(
    r"^(?:(?:(?:(?:would|do|did) )?you (?:like|want)|want) (?:me|us) to"
    r"|(?:would it help|how about|what) if (?:i|we)(?= [a-z]+ )"
    r"|(?:should|shall) (?:i|we)"
    r"|(?:can|may|could) (?:i|we)(?= (?!(?:have|get|take|ask|keep|pay)\b)[a-z]+"
    r" (?:you|it|that|this|them|one|(?:an?|the) [\w ]+ (?:for|to) you)\b)"
    r") (?P<phrase>.*)$"
)
DOES_THAT = re.compile(
    r"\b(?:i|we)(?:['’]ll| will| can)(?: \w+)? (?:do|send|get|bring|have|take) (?:that|it|this|them"
    r"|those|one|some)\b",
    re.IGNORECASE,
)
"""Promises no more than what was asked."""
CONSENT = re.compile(
    r"^\W*(?:(?:uh|um|oh|well|okay|ok|and)\W+)*(?:yes|yeah|yep|yup|ja|aye|sure|of course|absolutely"
    r"|certainly|definitely|please|will do|sounds good|that would be|that'd be|that works"
    r"|no problem|not a problem|i can do that|i will|i'll|okay|ok|alright|all right|great|perfect"
    r"|gladly|happy to|fine|consider it done|right|lovely|brilliant|wonderful"
    r"|go (?:on|ahead|for it)|it would|that['’]d help|do that|you (?:can|may|do that|could)"
    r"|that['’]s (?:fine|great|perfect|good))\b",
    re.IGNORECASE,
)
"""Beginning an answer, it agrees to what was asked for or offered."""
