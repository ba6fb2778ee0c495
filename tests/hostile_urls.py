"""URLs that a caller may send to make the server reach what only the server can reach."""

import socket

PUBLIC = "93.184.216.34"

PRIVATE_V4 = (
    "https://10.0.0.1/",
    "https://10.255.255.255:8443/admin",
    "https://172.16.0.1/",
    "https://172.31.255.254/",
    "https://192.168.0.1/",
    "https://192.168.1.1:9200/_cat",
    "https://127.0.0.1/",
    "https://127.0.0.1:22/",
    "https://127.255.255.254/",
    "https://0.0.0.0/",
    "https://0.0.0.0:6379/",
    "https://100.64.0.1/",
    "https://100.127.255.255/",
    "https://169.254.169.254/latest/meta-data/",
    "https://169.254.170.2/v2/credentials",
    "https://198.18.0.1/",
    "https://192.0.0.192/opc/v2/",
    "https://168.63.129.16/machine?comp=goalstate",
    "https://192.0.2.1/",
    "https://224.0.0.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
)
PRIVATE_V6 = (
    "https://[::1]/",
    "https://[::]/",
    "https://[0:0:0:0:0:0:0:1]:8080/",
    "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[fe80::1%eth0]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/latest/meta-data/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::10.0.0.1]/",
    "https://[::127.0.0.1]/",
    "https://[2002:7f00:1::]/",
    "https://[2002:a00:1::]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b:1::a00:1]/",
    "https://[2001:0:a00:1::]/",
    "https://[2001:0:808:808:0:0:f5ff:fffe]/",
)
ODD_LITERALS = (
    "https://2130706433/",
    "https://2852039166/latest/meta-data/",
    "https://0x7f000001/",
    "https://0X7F.0.0.1/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.1/",
    "https://127.0.1/",
    "https://10.1/",
    "https://127.0.0.1./",
    "https://0/",
    "https://127.0.0.0x1/",
    "https://１２７.0.0.1/",
    "https://127。0。0。1/",
    "https://①②⑦.0.0.1/",
)
NAMES = (
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://ⓛocalhost/",
    "https://localhost.localdomain/",
    "https://metadata.google.internal/computeMetadata/v1/",
    "https://metadata/",
    "https://instance-data/latest/",
    "https://kubernetes.default.svc/",
    "https://intranet.example/",
    "https://127.0.0.1.nip.example/",
    "https://xn--intranet-example/",
)
ODD_SYNTAX = (
    "https://user:password@10.0.0.1/",
    "https://93.184.216.34@127.0.0.1/",
    "https://public.example@169.254.169.254/",
    "https://127.0.0.1\\@public.example/",
    "https://public.example\\@127.0.0.1/",
    "https://public.example#@127.0.0.1:99999/",
    "https://[::1/",
    "https://::1]/",
    "https://[127.0.0.1]/",
    "https://127.0.0.1:0/",
    "https://127.0.0.1:70000/",
    "https://127.0.0.1:-1/",
    "https://127.0.0.1\t/",
    "https://127.0.0.1\r\nHost: public.example/",
    "https://local\nhost/",
    "https:// 127.0.0.1/",
    "https://127.0.0.1\x00.public.example/",
    "https:///127.0.0.1/",
    "https:127.0.0.1/",
    "//127.0.0.1/",
    "http://127.0.0.1/",
    "http://public.example/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "jar:https://127.0.0.1!/",
    "data:audio/wav;base64,UklGRg==",
    "https://" + "a" * 3000 + ".example/",
    "",
)
HOSTILE = (*PRIVATE_V4, *PRIVATE_V6, *ODD_LITERALS, *NAMES, *ODD_SYNTAX)

PUBLIC_NAMES = ("public.example", "hop.example")


def resolve(host: str, port: int) -> list[str]:
    """As a resolver inside a private network does it: numbers in any form as the system reads
    them, public names to a public address, every other name to an inner one."""
    try:
        found = socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)
        return [str(address[0]) for *_, address in found]
    except socket.gaierror:
        pass
    if host in PUBLIC_NAMES:
        return [PUBLIC]
    return ["169.254.169.254" if "meta" in host else "10.0.0.7"]
