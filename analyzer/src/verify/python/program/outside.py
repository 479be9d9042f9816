"""What the world outside answers: files in an encoding, and servers, in good and in bad state."""
import builtins
import io
import itertools
import json
import os
import re
import tempfile

PAGE = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>"
NUMBERS = itertools.count(1)


class HTTPError(Exception):
    """What clients raise for an answer that is an error."""


class Answer:
    """An answer as clients of HTTP give it; of a failed request the body is a page."""

    def __init__(self, made, body, failed):
        self._made = made
        self._body = body
        self.status_code = self.status = 502 if failed else 200
        self.ok = self.is_success = not failed
        self.reason = "Bad Gateway" if failed else "OK"
        self.headers = {"content-type": "text/html" if failed else "application/json"}
        self.text = PAGE if failed else "{}"
        self.content = self.text.encode()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._made, name)

    def json(self, *_, **__):
        return self._body() if self.ok else json.loads(self.text)

    def raise_for_status(self):
        if not self.ok:
            raise HTTPError(f"{self.status_code} Server Error: {self.reason}")
        return self


def codec_of(message):
    """The encoding that could not read or write, as Python names it; None where the message is another one."""
    found = re.match(r"^'([\w-]+)' codec can't (?:de|en)code", message)
    return {"charmap": "cp1252"}.get(found[1], found[1]) if found else None


def byte_of(message):
    """The byte that could not be read; None where the message names none."""
    found = re.search(r"byte 0x([0-9a-f]{2})", message)
    return int(found[1], 16) if found else None


def text_with(message):
    """A text of which UTF-8 has the byte that the message names."""
    named = byte_of(message)
    byte = 0xC3 if named is None else named
    for raw in ([0xC3, byte], [byte, 0xA9], [byte, 0x80, 0x99], [byte, 0x9F, 0x98, 0x80]):
        try:
            return "caf" + bytes(raw).decode("utf-8")
        except UnicodeDecodeError:
            continue
    return "caf\u00e9"


def is_utf_8(message):
    """The named byte begins or goes on a letter of UTF-8, and is no usual letter of a Western 8-bit encoding."""
    byte = byte_of(message)
    if byte is None:
        return False
    return 0x80 <= byte <= 0xBF or 0xC2 <= byte <= 0xDF or byte in (0xE2, 0xF0)


def file_with(text):
    """The path of a file, in UTF-8 as files are written today; the same path in every run."""
    path = os.path.join(tempfile.gettempdir(), f"bugsage-{next(NUMBERS)}.txt")
    with io.open(path, "wb") as file:
        file.write(text.encode("utf-8"))
    return path


def machine_reads(codec):
    """Files opened without a word about their encoding are read in this one; None leaves it to the machine."""
    usual = io.open

    def opened(file, mode="r", buffering=-1, encoding=None, *rest, **named):
        # Numbers come first there, and stand-ins are numbers too.
        if not isinstance(file, (int, str, bytes)):
            file = os.fspath(file)
        if codec is not None and "b" not in mode and encoding in (None, "locale") and not isinstance(file, int):
            encoding = codec
        return usual(file, mode, buffering, encoding, *rest, **named)

    builtins.open = io.open = opened
