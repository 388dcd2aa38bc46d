"""Asking whether the network is there without ever waiting long for it."""

import http.client
import threading
import urllib.error
import urllib.request

from colabert_core.errors import reason_of

PATIENCE = 4.0  # seconds in all: name lookup, connection and first answer


def why_unreachable(url: str, patience: float = PATIENCE) -> str | None:
    """None where `url` answers within `patience` seconds, or the reason in a few words where it does not.

    The request runs in a thread of its own: a name lookup has no time-out that Python could set.
    Errors of the file itself (404 and the like) are reasons too.
    """
    reason: list[str | None] = [f"no answer within {patience:.0f} s"]
    asking = threading.Thread(target=_ask, args=(url, patience, reason), daemon=True)
    asking.start()
    asking.join(patience)
    return reason[0]


def _ask(url: str, patience: float, reason: list[str | None]) -> None:
    try:
        request = urllib.request.Request(url, headers={"Range": "bytes=0-0", "User-Agent": "colabert"})
        with urllib.request.urlopen(request, timeout=patience):
            reason[0] = None
    except urllib.error.HTTPError as error:
        reason[0] = f"HTTP {error.code}"
        error.close()
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason[0] = reason_of(error)
