"""A bounded in-memory store for values that are slow to make."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The most recently used values. Each is made once, however many threads need it."""

    def __init__(self, max_values: int) -> None:
        self._max_values, self._lock = max_values, Lock()
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._turns: dict[Hashable, Lock] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made if it is missing. Raises what `make` raises; then nothing is stored."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            turn = self._turns.setdefault(key, Lock())
        with turn:
            return self._made(key, make)

    def _made(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value, unless another thread made it while this one waited."""
        with self._lock:
            if key in self._values:
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            self._turns.pop(key, None)
            while len(self._values) > self._max_values:
                self._values.popitem(last=False)
        return value
