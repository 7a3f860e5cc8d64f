"""spaCy's published pipelines, and fetching one: the only place of the program that uses the network, when asked to.

The facts (names, sizes, licences, checksums) are in ``resources/pipelines/spacy.json``; nothing is asked of the network
to show them. What comes is compared with its SHA-256 before it is unpacked.
"""

from __future__ import annotations

import json
import queue
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.assets import resource
from core.errors import Cancelled, ExtractionError
from core.extract import packages

Progress = Callable[[int, int | None], bool]
"""Called with bytes done and bytes there are (None if unknown); False cancels."""

PATIENCE = 10.0
"""Seconds without a byte after which the network counts as not there."""

MEGABYTE = 1 << 20
"""Bytes that spaCy calls a megabyte where it tells the size of a pipeline."""

_CHUNK = 1 << 16
_LOOK = 0.1  # seconds between two looks at whether somebody has cancelled
_BUNDLED = ("de", "en", "xx")  # languages whose rules of spaCy are in the bundle


@dataclass(frozen=True, slots=True)
class Published:
    """One of spaCy's pipelines: ``trained_on`` names the data, ``address`` is that of its wheel."""

    name: str
    version: str
    lang: str
    megabytes: int
    licence: str
    labels: tuple[str, ...]
    trained_on: str
    sha256: str
    address: str

    @property
    def most_bytes(self) -> int:
        """The most bytes that are taken for it: the size is told without its fraction, and may be off by a little."""
        return (self.megabytes + 2) * MEGABYTE * 11 // 10

    @property
    def runs_here(self) -> bool:
        """Tell whether it can run in this program: a bundle has the rules of few languages."""
        return not getattr(sys, "frozen", False) or self.lang in _BUNDLED


def published() -> list[Published]:
    """Give what spaCy has published for reading the news, German first."""
    facts = json.loads(resource("pipelines", "spacy.json").read_text(encoding="utf-8"))
    version = facts["version"]
    return [
        Published(
            each["name"],
            version,
            each["lang"],
            each["megabytes"],
            each["licence"],
            tuple(each["labels"]),
            each["trained_on"],
            each["sha256"],
            facts["address"].format(name=each["name"], version=version),
        )
        for each in facts["pipelines"]
    ]


def fetch(wanted: Published, progress: Progress = lambda done, total: True) -> str:
    """Fetch and install a pipeline; gives the name to load it by.

    Raises ExtractionError where there is no network, no room, or something else came; Cancelled if progress says so,
    at once, whatever the network does.
    """
    if not wanted.runs_here:
        raise ExtractionError(
            f"This bundle of the program cannot run {wanted.name}: it has spaCy's rules for {', '.join(_BUNDLED)} "
            "only. Start Leuchtstift from source (python3 run.py) and get it there."
        )
    with tempfile.TemporaryDirectory(prefix="leuchtstift-") as folder:
        wheel = Path(folder) / wanted.address.rpartition("/")[2]
        _download(wanted, wheel, progress)
        if packages.sha256_of(wheel) != wanted.sha256:
            raise ExtractionError(
                f"What came for {wanted.name} is not what spaCy published (its SHA-256 differs); it was thrown away."
            )
        return packages.install(wheel)


def _download(wanted: Published, target: Path, progress: Progress) -> None:
    """Write what an address gives into a file, but no more than the pipeline takes: a checksum needs an end.

    A thread of its own waits for the network, so that nobody else must.
    """
    came: queue.Queue[bytes | int | Exception | None] = queue.Queue(maxsize=32)
    stop = threading.Event()
    threading.Thread(target=_receive, args=(wanted.address, came, stop), name="download", daemon=True).start()
    done, total, waited = 0, None, 0.0
    try:
        with target.open("wb") as file:
            while True:
                if not progress(done, total):
                    raise Cancelled("Cancelled.")
                try:
                    part = came.get(timeout=_LOOK)
                except queue.Empty:
                    waited += _LOOK
                    if waited > PATIENCE:
                        raise _unreachable(wanted, "no answer") from None
                    continue
                waited = 0.0
                if part is None:
                    return
                if isinstance(part, Exception):
                    raise _unreachable(wanted, _reason(part)) from part
                size = part if isinstance(part, int) else done + len(part)
                if size > wanted.most_bytes:
                    raise ExtractionError(
                        f"What came for {wanted.name} is larger than the {wanted.megabytes} MB that spaCy published; "
                        "it was thrown away."
                    )
                if isinstance(part, int):
                    total = part
                else:
                    done += file.write(part)
    except OSError as error:
        raise ExtractionError(f"There is no room to fetch {wanted.name}: {error.strerror or error}.") from error
    finally:
        stop.set()


def _receive(address: str, came: queue.Queue[bytes | int | Exception | None], stop: threading.Event) -> None:
    """Hand over what the network gives: the length if it says so, then bytes, then None or what went wrong."""
    import requests  # here: nothing that starts the program needs it

    def hand_over(part: bytes | int | Exception | None) -> bool:
        while not stop.is_set():
            try:
                came.put(part, timeout=_LOOK)
            except queue.Full:
                continue
            return True
        return False

    try:
        with requests.get(address, stream=True, timeout=PATIENCE) as answer:
            answer.raise_for_status()
            if answer.headers.get("Content-Length", "").isdigit():
                hand_over(int(answer.headers["Content-Length"]))
            for chunk in answer.iter_content(_CHUNK):
                if not hand_over(chunk):
                    return
        hand_over(None)
    except Exception as error:  # noqa: BLE001 (border: handed to whoever waits, in his thread)
        hand_over(error)


def _reason(error: Exception) -> str:
    """Say in a few words what the network said."""
    import requests

    answer = getattr(error, "response", None)
    if isinstance(error, requests.HTTPError) and answer is not None:
        return f"it answers {answer.status_code}"
    if isinstance(error, requests.Timeout):
        return "no answer"
    return "no connection"


def _unreachable(wanted: Published, reason: str) -> ExtractionError:
    host = wanted.address.split("/")[2]
    return ExtractionError(
        f"{wanted.name} cannot be fetched from {host} ({reason}). Is this machine online? "
        f"If not, fetch {wanted.address} on another machine and add that file."
    )
