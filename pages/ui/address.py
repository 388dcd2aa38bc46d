"""Choices in the URL: a link opens a page as it was left, and Back and Forward work.

Streamlit binds a widget whose values read alike in every language (`bind="query-params"`). A choice among
options with translated names is bound here: `take` before the widget is drawn, `put` after it.
"""

from collections.abc import Collection, Hashable, Iterable

import streamlit as st

_AND = "|"  # between the options of one parameter
_PAGE, _SEEN, _LEFT = "address_page", "address_seen", "address_left"


def begin(page: str) -> None:
    """Note that a page is drawn: on another page, the same parameter is a choice of its own."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE], st.session_state[_SEEN] = page, {}


def take(key: str, name: str, options: Collection[str], usual: str) -> None:
    """Set the state of the widget `key` from the parameter `name`, if that changed since it was last seen.

    Without the parameter, a choice made earlier in this visit stays.
    """
    seen, found = st.session_state.setdefault(_SEEN, {}), st.query_params.get(name)
    if found != seen.get(name):
        st.session_state[key] = found if found in options else usual
    seen[name] = found


def put(name: str, value: str | None, usual: str | None = None) -> None:
    """Write a choice to the URL; the usual one is left out."""
    wanted = None if value == usual else value
    if wanted == st.query_params.get(name):
        pass
    elif wanted is None:
        del st.query_params[name]
    else:
        st.query_params[name] = wanted
    st.session_state.setdefault(_SEEN, {})[name] = wanted


def take_several(key: str, name: str, options: Collection[Hashable]) -> None:
    """Like `take`, for a widget in which several options can be chosen; unknown ones are left out."""
    seen, found = st.session_state.setdefault(_SEEN, {}), st.query_params.get(name)
    if found != seen.get(name):
        wanted = set() if found is None else set(found.split(_AND))
        st.session_state[key] = [option for option in options if str(option) in wanted]
    seen[name] = found


def put_several(name: str, values: Iterable[Hashable]) -> None:
    """Write the chosen options to the URL; none is left out."""
    texts = [str(value) for value in values]
    put(name, _AND.join(texts) if texts else None)


def remember(page: str) -> None:
    """Keep a page's parameters, so that the menu leads back to the page as it was left."""
    st.session_state.setdefault(_LEFT, {})[page] = st.query_params.to_dict()


def was_on(page: str) -> bool:
    """Whether a page was open in this visit."""
    return page in st.session_state.get(_LEFT, {})


def left(page: str) -> dict[str, str]:
    """The parameters with which a page was left in this visit."""
    return dict(st.session_state.get(_LEFT, {}).get(page, {}))
