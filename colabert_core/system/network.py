"""Whether an address can be reached, found out within a few seconds."""

import http.client
import threading
import urllib.error
import urllib.request

from colabert_core.errors import reason_of

# Seconds in all: name lookup, connection and first answer.
TIMEOUT = 4.0


def why_unreachable(url: str, timeout: float = TIMEOUT) -> str | None:
    """Why `url` does not answer within `timeout` seconds, in a few words; None if it does.

    The request runs in its own thread, because Python cannot set a time-out for a name lookup. An HTTP error
    (404 and the like) is a reason too.
    """
    reason: list[str | None] = [f"no answer within {timeout:.0f} s"]
    request = threading.Thread(target=_request, args=(url, timeout, reason), daemon=True)
    request.start()
    request.join(timeout)
    return reason[0]


def _request(url: str, timeout: float, reason: list[str | None]) -> None:
    """Put None, or the reason why there is no answer, into the list `reason`."""
    try:
        request = urllib.request.Request(url, headers={"Range": "bytes=0-0", "User-Agent": "colabert"})
        with urllib.request.urlopen(request, timeout=timeout):
            reason[0] = None
    except urllib.error.HTTPError as error:
        reason[0] = f"HTTP {error.code}"
        error.close()
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason[0] = reason_of(error)
