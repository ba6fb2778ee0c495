"""What does not work, and what is done about it."""

from novapulse.language.embedding.concept import UNTOUCHED, Concept

FAULTS = (
    Concept(
        "fault",
        words=(
            "fault faulty defect defective malfunction problem issue trouble error bug glitch "
            "fail failure failed"
        ),
        phrases=(
            "does not work, not working, stopped working, will not work, does not start, will "
            "not turn on, will not shut, will not open, keeps saying, out of order, went wrong, "
            "goes wrong, broke down, gives an error, is dead, acting up, playing up, not "
            "responding, does not respond, nothing happens, nothing works, error message, keeps "
            "failing, will not connect, can not connect, will not load, does not load, does not "
            "open, does not turn on, on the blink, gave up"
        ),
        negated=UNTOUCHED,
        weight=0.8,
    ),
    Concept(
        "crash",
        words="crash crashing freezing frozen hang hangs unresponsive reboot restart",
        phrases=(
            "black screen, blue screen, shuts down, keeps closing, keeps crashing, crashes "
            "when, closes itself"
        ),
        kin="fault",
    ),
    Concept(
        "slow",
        words=(
            "slow sluggish buffer buffering lag lagging laggy latency speed bandwidth crawl "
            "crawling spinning"
        ),
        phrases=(
            "takes forever, keeps loading, packet loss, so slow, takes ages, taking ages, "
            "really slow"
        ),
        kin="fault",
    ),
    Concept(
        "outage",
        words=(
            "outage disconnect disconnected disconnecting dropout offline blackout unstable "
            "disruption interruption"
        ),
        phrases=(
            "no connection, no signal, no internet, goes down, is down, cuts out, drops out, "
            "keeps dropping, power cut, no service, no reception, been down, still down, "
            "connection drops, cut off, keeps cutting, lost connection, no network, no "
            "coverage, without service, no bars, power failure, network failure, call dropped, "
            "got disconnected, line dropped"
        ),
        kin="fault",
    ),
    Concept(
        "internet",
        words=(
            "internet broadband wifi router modem fibre fiber ethernet online network "
            "connection wireless hotspot megabit signal cable usb"
        ),
        phrases="wi fi, internet speed",
    ),
    Concept(
        "phone",
        words=(
            "handset smartphone mobile cellphone iphone android sim screen display battery "
            "camera device telephone cellular headset"
        ),
        phrases="phone screen, my phone, new phone, keep my number",
    ),
    Concept(
        "battery",
        words="battery",
        phrases=(
            "goes flat, runs flat, does not hold a charge, out of power, charging cable, phone "
            "charger, keeps its charge"
        ),
        kin="phone",
    ),
    Concept(
        "screen",
        words="screen display glass monitor",
        kin="phone",
    ),
    Concept(
        "roaming",
        words="roaming abroad border overseas foreign",
        phrases="travel bundle, in another country, data usage, mobile data, used data",
        kin="phone",
    ),
    Concept(
        "software",
        words=(
            "software app website site page version browser computer laptop program server "
            "system developer download install feature integration licence license cloud "
            "printer keyboard desktop hardware"
        ),
        phrases="on the app, web page, new version",
    ),
    Concept(
        "software update",
        words="update release patch",
        phrases="since the update, after the update, new version, latest version",
        kin="software",
        weight=0.8,
    ),
    Concept(
        "data loss",
        words="vanished disappeared deleted erased backup restore recover wiped missing",
        phrases=(
            "lost my, have vanished, are gone, is gone, from the backup, data loss, lose my "
            "photos, lost everything, lose everything, lost all my, losing everything"
        ),
        kin="fault",
        weight=0.8,
    ),
    Concept(
        "repair",
        words=(
            "repair fix fixed mend technician engineer plumber electrician mechanic workshop sorted"
        ),
        phrases=(
            "put it right, sort it out, looked at, look at it, engineer visit, service visit, "
            "sort * out, get it working, come and fix, come out and, working again, up and "
            "running"
        ),
    ),
    Concept(
        "failed repair",
        phrases=(
            "worse than before, not fixed, still broken, still not working, broken again, same "
            "problem again, did not fix, not fix the, happened again, back again, came back, "
            "not better, is not better, not solved, never fixed"
        ),
        kin="repair, repetition, discontent",
    ),
    Concept(
        "setup",
        words="setup configure configuration activate activation install installation enable",
        phrases="set up, set it up, turn it on, turn on, switch on, get started, up and running",
    ),
    Concept(
        "troubleshooting",
        words="troubleshoot troubleshooting restart reboot reset unplug plug",
        phrases=(
            "turn it off, power it off, off and on again, walk you through, step by step, "
            "try that again, hold the button"
        ),
        kin="fault",
    ),
    Concept(
        "data usage",
        words="gigabyte gig megabyte quota allowance usage",
        phrases="data cap, data limit, data plan, unlimited data, used up my",
        kin="phone",
    ),
    Concept("picture", words="picture photo photograph image snapshot"),
)
