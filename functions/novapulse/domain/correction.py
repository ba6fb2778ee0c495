"""A person says who a call's speakers are, in the place of what was told from their words."""

from collections.abc import Mapping, Sequence

from novapulse.domain.behaviour import is_colleague
from novapulse.domain.errors import Conflict, NotFound
from novapulse.domain.role_notices import ROLES_UNCERTAIN
from novapulse.domain.transcript import AGENT, CUSTOMER, Segment, SpeakerRole, Transcript
from novapulse.domain.value import Value

CORRECTED = "corrected by hand"
"""The reason of a role that a person has given."""
_OTHER = {AGENT: CUSTOMER, CUSTOMER: AGENT}


class Correction(Value):
    """``labels``: of every speaker, by its source. ``revision``: that of the transcript which is to
    be, one more than it is now."""

    revision: int
    labels: dict[str, str]


def corrected_labels(speakers: Sequence[SpeakerRole], asked: Mapping[str, str]) -> dict[str, str]:
    """The label of every speaker, by its source. ``asked`` names speakers by their source, by the
    label that they have or by their name, whichever fits first. Of two speakers the one that is not
    named gets the other role. Raises NotFound(``speaker_not_found``) and
    Conflict(``speakers_ambiguous``)."""
    named: dict[str, str] = {}
    for key, label in asked.items():
        source = _source(speakers, key)
        if named.setdefault(source, label) != label:
            raise _ambiguous(f"{key!a}: the speaker is named twice, with two labels")
    labels = {role.source: role.label for role in speakers} | named
    if len(speakers) == 2 and len(named) == 1:
        ((known, label),) = named.items()
        (other,) = labels.keys() - {known}
        labels[other] = _OTHER.get(label, labels[other])
    numbers = [label for label in labels.values() if label not in _OTHER]
    if twice := sorted({label for label in numbers if numbers.count(label) > 1}):
        raise _ambiguous(f"{twice[0]!a} would name two speakers; only Agent and Customer may")
    return labels


def correct(original: Transcript, correction: Correction) -> Transcript:
    """The same words under other labels. Once more changes nothing."""
    sources = {role.label: role.source for role in reversed(original.speakers)}
    return original.model_copy(
        update={
            "revision": correction.revision,
            "speakers": tuple(_relabelled(role, correction) for role in original.speakers),
            "segments": tuple(_said_by(s, sources, correction) for s in original.segments),
            "notices": tuple(n for n in original.notices if n.code != ROLES_UNCERTAIN),
        }
    )


def _relabelled(role: SpeakerRole, correction: Correction) -> SpeakerRole:
    """A colleague of the agent whose label stays is one still."""
    label = correction.labels.get(role.source, role.label)
    if label == role.label and is_colleague(role):
        return role
    return role.model_copy(update={"label": label, "confidence": 1.0, "reason": CORRECTED})


def _said_by(segment: Segment, sources: Mapping[str, str], correction: Correction) -> Segment:
    """A segment of an earlier release does not tell its source."""
    source = segment.source or sources.get(segment.speaker, "")
    label = correction.labels.get(source, segment.speaker)
    return segment.model_copy(update={"speaker": label, "source": source})


def _source(speakers: Sequence[SpeakerRole], key: str) -> str:
    known = ", ".join(f"{role.source} ({role.label})" for role in speakers)
    for what in ("source", "label", "name"):
        found = [role.source for role in speakers if getattr(role, what) == key]
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(
                f"{key!a} is the {what} of {len(found)} speakers; name the source: {known}"
            )
    raise NotFound(
        "speaker_not_found", f"speakers: {key!a} is no speaker of this call; there are: {known}"
    )


def _ambiguous(why: str) -> Conflict:
    return Conflict("speakers_ambiguous", f"speakers: {why}")
