"""The words that name each topic."""

import re

from novapulse.language.pii.topics import Topic

CUES: dict[Topic, re.Pattern[str]] = {
    topic: re.compile(pattern, re.IGNORECASE)
    for topic, pattern in {
        Topic.SECURITY_CODE: r"(?<!social )security (?:code|number)|\bc ?v ?[vcd]2?\b"
        r"|(?<!last )three[ -]digits?\b(?! of)|three numbers|3.digits?|back of (?:the|your|my) card"
        r"|(?:code|numbers?|digits|ones?) (?:printed )?on the (?:back|front|strip)"
        r"|(?:the|on the) (?:back|front)(?: one| code)? (?:is|says?)|(?:back|front) code"
        r"|(?:three|four) on the (?:back|front)|next to (?:the|your) signature"
        r"|little (?:number\b|ones on)",
        Topic.EXPIRY: r"expir\w+|\bdates? on (?:the|your|that) (?:front|card)|\bexp\b"
        r"|good (?:thru|through)|valid (?:thru|through|until|till?"
        r"|to)\b"
        r"|runs out",
        Topic.SSN: r"\bsocial\b(?! media)|\bs\.?s\.?n\b|tax ?payer (?:id|number)"
        r"|national insurance|\bni number\b|social insurance|\baadhaar\b|tax file number|\btfn\b"
        r"|\bpps(?: ?n)?\b|\bird number",
        Topic.ROUTING: r"\brouting\b|\baba\b|sort code|\bbsb\b|transit number|swift code",
        Topic.PIN: r"\bpins?\b(?! (?:down|the|it))|pass ?codes?\b|access code|\bpass ?words?\b"
        r"|(?:alarm|door|gate|safe|entry|lock ?box|unlock) code|key ?safe|banking number"
        r"|memorable (?:word|place)|security (?:word|answer)|(?:wi-?fi|network|security) key"
        r"|(?:tele)?phone (?:code|pin|pass ?word|banking code)|banking (?:security )?(?:number"
        r"|code|pass ?word)",
        Topic.MEMORABLE: r"^\W*(?:and |okay |ok )*(?:the |your )?(?:pass ?word|pass ?phrase"
        r"|memorable word"
        r"|security word)\b[^.!?]{0,30}\?"
        r"|\b(?:what|which|give|tell me|read|confirm|need|verify|and|have|did)\b"
        r"[^.?!]{0,40}\b(?:pass ?words?|pass ?codes?|pass ?phrase|memorable (?:word|place|name)"
        r"|security (?:word|question|answer))\b"
        r"(?! (?:reset|link|page))|(?:first|favou?rite|childhood) (?:pet|car|school|teacher|colou?r"
        r"|film|movie|team|street|concert)\b[^.!]{0,30}\?|(?:letters?|characters?) (?:of|from"
        r"|in) (?:your|the)|characters? (?:one|two|three|four|\d)",
        Topic.ONE_TIME_CODE: r"(?:verification|activation|text) code|\botp\b|authenticator"
        r"|one.time (?:pass)?(?:code|word)|(?:four|five|six|eight|\d).digit code"
        r"|codes? (?:that )?(?:we|i)(?:['’]ve| have)?(?: just)? (?:sent|texted|e-?mailed)"
        r"|codes? (?:that )?(?:just )?(?:came|was (?:just )?sent|has been sent|got sent)"
        r"|(?:sent|texted|text|send you)(?: \w+){1,4} code(?<!sort code)(?<!area code)"
        r"|\b(?:the|that|a|my) code\b(?! on)",
        Topic.BIRTH: r"dates? of birth|\bd\.?o\.?b\b|birth ?(?:day|date)(?! (?:gift|present"
        r"|party|card|cake|dinner|surprise|celebration|trip))|year of birth"
        r"|memorable date"
        r"|\bborn\b(?! yesterday)",
        Topic.PHONE: r"\bphones?\b(?! (?:bill|plan|case|shop|store))|call ?back"
        r"|call (?:me|you) (?:back )?(?:at|on)(?! this)|(?:reach|ring|text|phone) (?:you|me|him"
        r"|her)"
        r"|\bmobile\b|\bcell\b|telephone|contact number|best number|area code"
        r"|\b(?:my|your|his|her) number\b"
        r"|what['’]?s ?app|land ?line|direct line|good number"
        r"|(?:lines?|ones?) ending"
        r"|number (?:(?:for|to) [^.?!]{0,24}(?:call|reach|ring|text)|ending)",
        Topic.POSTAL_CODE: r"\bzip\b(?! file)|post(?:al)? ?code|\beir ?code\b|\bpin ?code\b",
        Topic.CARD: r"\bcards?\b|\bvisa\b|master ?card|\bamex\b|american express|\bmaestro\b"
        r"|\bcredit card|\bdebit\b|sixteen.digit|16.digit|long number|number across the",
        Topic.ACCOUNT: r"\baccounts?\b|\bacct\b|\biban\b"
        r"|\bchecking\b(?! (?:in|on|out|up|if|whether|that|this|to|into)\b)|\bsavings\b"
        r"|(?:member|library|donor|customer|consumer|service|policy|patient|client|subscriber"
        r"|plan|group"
        r"|medicare|medicaid|nhs"
        r"|loyalty|flyer|rewards?|mileage|licen[cs]e|passport|loan|mortgage|user|employee|student"
        r"|meter point|cardholder)(?:ship)?(?:['’]?s)? (?:account |card )?"
        r"(?:id|i d|number|no|reference|ref)\b"
        r"|(?:scheme|wallet|iban|beneficiary|account|(?<!national )(?<!social )insurance"
        r"|driver(?:['’]?s)?(?: license)?) (?:number|no|reference|ref)\b"
        r"|insurance card|user ?name|account name|gamer ?tag|screen name|student login"
        r"|log ?in name|\bmpan\b"
        r"|last (?:three|four|[34])\b(?! (?:digits |numbers )?(?:of|on|from|for) (?:\w+ ){0,3}"
        r"(?:order|ticket|invoice|serial|tracking|cards?|social|ssn|phone|debit|credit|visa"
        r"|mobile))"
        r"|medical record|\butr\b|tax ?payer reference"
        r"|(?<!return )(?<!returns )(?<!refund )(?<!company )(?<!store )(?<!privacy )"
        r"(?<!cancellation )\bpolicy\b(?! (?:is (?:you|we|that|to|not?|a)|says?|on)\b)"
        r"|\bpan (?:card|number)\b|\bpan\?",
        Topic.ADDRESS: r"(?<!ip )(?<!mac )(?<!web )\baddress(?:es)?\b(?! bar)"
        r"|where are you(?: now| located| at)?\W*$|where do you live|\blive (?:at|on)\b"
        r"|moved (?:to|from)"
        r"|(?:apartment|unit|flat|suite|house) number|which house|(?:what|which) street"
        r"|city and (?:state|zip|post)"
        r"|(?:ship|deliver|send|post)(?:ping|ped|ed|ing)? (?:it |them |that )?to\b",
        Topic.EMAIL: r"e-?mail",
        Topic.NAME: r"(?<!company )(?<!business )(?<!user )(?<!product )(?<!brand )(?<!domain )"
        r"(?<!network )(?<!file )(?<!app )(?<!project )(?<!group )"
        r"(?<!the )\b(?:sur|first |last |full |maiden |middle )?names?\b"
        r"(?! of (?:the|your|that) (?:store|product|shop|company|street|branch|business|hotel))"
        r"|\b(?:sur|first |last |full |maiden )names?\b|\bthe names?\b(?! of (?:it|this|them)\b)"
        r"(?! of (?:the|your|that) (?:store|product|shop|company|street|branch"
        r"|city|town|place|village|airport|station|country|drug|medication|medicine|device|program"
        r"|website|site|hotel|bank))"
        r"|who am i (?:speaking|talking)|who do i have|speaking with|spell (?:that|it|your|the name"
        r"|the sur)|\band you are\b\W*$|lead passenger|who['’]?s (?:the|this|calling|it)\b"
        r"|\bunder\W*\?|who (?:is|will|lives|should|else)\b|who['’]?ll\b|how do you spell",
        Topic.OTHER: r"\border\b|\btickets?\b|\b(?:a|your|the|this) case\b|\bshipment\b"
        r"|(?<!customer )(?<!member )(?<!client )(?<!patient )(?<!account )"
        r"\breference\b|confirmation|case number"
        r"|tracking|\berror\b|invoice|\bmodel\b|serial|version|\broom\b|flight|\bplan\b(?! id)"
        r"|\bsince\b|claim number|extension|\b(?:item|product|promo|discount|voucher|part) code"
        r"|(?:prescription|permit|receipt|lot|part|quote|authori[sz]ation|docket|contract|form"
        r"|bus|che(?:ck|que)|job|rx|session"
        r"|channel|waybill|consignment|voucher|coupon|gift card|ticket|locator|booking"
        r"|reservation|parcel|tag) (?:number|ref)|\bdocket\b|\bpart is\b"
        r"|\bmeter\b|\breading\b|\bhot ?line\b|help ?line|(?:claims?|support) line"
        r"|call us (?:at|on)|interpreter|session id|\bwarranty\b|best before|\btag,? number"
        r"|\breg(?:o|istration)?\b|(?:licen[cs]e|number) ?plate|\bvin\b|\bpcn\b|penalty charge"
        r"|police report|(?:report|incident|crime|transaction|application|request|queue|file"
        r"|complaint"
        r"|fault|job|work order|purchase order|engineer|badge|agent|stock|style|article|catalogue"
        r"|seat|gate|track|batch|sku) (?:number|id|ref\w*|no)\b|\bsku\b|transaction id"
        r"|(?:what|which) (?:city|town|airport|station) (?:do|are|will|did|would) you "
        r"(?:\w+ ){0,2}?(?:depart|leav|fl[yi]|travel|head|go|start)"
        r"|appointment|\bseal\b"
        r"|\b(?:consignment|item|trailer|load|truck|store|depot|branch|pharmacy|file|job"
        r"|pager|p\.?o)\b(?: (?:number|no|id)\b|(?=\W+(?:[A-Z]{1,4}\W?)?\d))|\bclaim is\b"
        r"|where (?:are|will|do|would|did) you (?:\w+ )?(?:flying|fly|travel\w*|head\w*|depart\w*)",
        Topic.AMOUNT: r"how much|\bcharged?\b|\bcharges\b|\bbalance\b|\bcosts?\b|\bbill(?:s|ed)?\b"
        r"|\bpaid\b|\bprice\b|\btotal\b|\bamount\b",
    }.items()
}
