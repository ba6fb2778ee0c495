"""What went wrong on the way to another server, in words for the person who reads the attempt."""

import socket
import ssl

import httpx

WORDS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((ssl.SSLCertVerificationError,), "its certificate is not trusted"),
    ((ssl.SSLError,), "it does not speak TLS as it should"),
    ((socket.gaierror,), "its name leads to no address"),
    ((TimeoutError, httpx.TimeoutException), "it did not answer in time"),
    ((ConnectionRefusedError,), "nothing listens there"),
    ((httpx.ConnectError,), "it could not be reached"),
    ((httpx.RemoteProtocolError,), "it broke off or does not speak HTTP"),
)
"""The first that fits, looked for in the error and in what caused it."""


def in_words(error: BaseException) -> str:
    """Without the error's own text, which may hold the URL's secrets."""
    chain = _causes(error)
    for kinds, words in WORDS:
        if any(isinstance(cause, kinds) for cause in chain):
            return words
    return f"it could not be asked ({type(error).__name__})"


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
