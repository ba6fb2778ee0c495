"""Spellings of one word that are no different words: contractions, British forms, short forms."""

CONTRACTIONS = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not",
    "ain't": "is not", "let's": "let us", "y'all": "you all", "ma'am": "madam",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "gimme": "give me",
    "lemme": "let me", "dunno": "do not know", "kinda": "kind of", "sorta": "sort of",
    "outta": "out of", "'cause": "because", "cuz": "because", "'em": "them", "c'mon": "come on",
    "it's": "it is", "that's": "that is", "he's": "he is", "she's": "she is",
    "there's": "there is", "here's": "here is", "what's": "what is", "who's": "who is",
    "where's": "where is", "how's": "how is", "when's": "when is", "everything's": "everything is",
    "something's": "something is", "nothing's": "nothing is", "i'm": "i am",
}  # fmt: skip
ENDINGS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would"}
"""Of any other word: "couldn't", "they've". A possessive "'s" stays."""

SAME = {
    "mr": "mister", "mrs": "missus", "dr": "doctor", "ok": "okay", "alright": "all right",
    "oclock": "o'clock", "yep": "yeah", "yup": "yeah", "ya": "yeah", "thankyou": "thank you",
    "email": "e mail", "emails": "e mails", "wifi": "wi fi", "percent": "per cent",
    "web": "web", "website": "web site", "online": "on line", "till": "until", "etc": "et cetera",
    "vs": "versus", "hullo": "hello", "hallo": "hello", "ohh": "oh", "goodbye": "good bye",
    "bye": "bye", "thru": "through", "tho": "though", "pls": "please", "apt": "apartment",
}  # fmt: skip
"""To one spelling; where one form is two words, to those two."""

AMERICAN = {
    "colour": "color", "colours": "colors", "favour": "favor", "favourite": "favorite",
    "honour": "honor", "behaviour": "behavior", "neighbour": "neighbor",
    "neighbours": "neighbors", "labour": "labor", "centre": "center", "metre": "meter",
    "metres": "meters", "litre": "liter", "litres": "liters", "theatre": "theater",
    "cheque": "check", "cheques": "checks", "licence": "license", "defence": "defense",
    "offence": "offense", "practise": "practice", "programme": "program",
    "programmes": "programs", "grey": "gray", "tyre": "tire", "tyres": "tires",
    "catalogue": "catalog", "dialogue": "dialog", "cancelled": "canceled",
    "cancelling": "canceling", "travelled": "traveled", "travelling": "traveling",
    "traveller": "traveler", "labelled": "labeled", "modelling": "modeling",
    "fulfil": "fulfill", "enrol": "enroll", "enrolment": "enrollment", "jewellery": "jewelry",
    "organise": "organize", "organised": "organized", "organisation": "organization",
    "apologise": "apologize", "apologised": "apologized", "apologising": "apologizing",
    "realise": "realize", "realised": "realized", "recognise": "recognize",
    "recognised": "recognized", "authorise": "authorize", "authorised": "authorized",
    "authorisation": "authorization", "finalise": "finalize", "finalised": "finalized",
    "summarise": "summarize", "analyse": "analyze", "prioritise": "prioritize",
    "learnt": "learned", "spelt": "spelled", "burnt": "burned", "whilst": "while",
    "aeroplane": "airplane", "instalment": "installment", "instalments": "installments",
    "judgement": "judgment", "plough": "plow", "sceptical": "skeptical", "mum": "mom",
}  # fmt: skip

FILLERS = frozenset({
    "uh", "um", "uhm", "umm", "erm", "er", "ah", "eh", "hm", "hmm", "mm", "mmm", "mhm", "huh",
})  # fmt: skip
