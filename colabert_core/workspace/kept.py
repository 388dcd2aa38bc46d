"""A bounded store in memory of what takes long to make."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The values used last, at most so many. Each is made once, however many threads ask for it."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._turns: dict[Hashable, Lock] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made where it is not here. Raises what `make` raises; then nothing is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            turn = self._turns.setdefault(key, Lock())
        with turn:
            return self._made(key, make)

    def _made(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Another thread may have made it while this one waited."""
        with self._lock:
            if key in self._values:
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            self._turns.pop(key, None)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
