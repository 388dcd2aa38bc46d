"""The methods that explain a verdict word by word, in the order in which they are offered."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from colabert_core.explaining.explanation import Explanation, Unit
from colabert_core.explaining.occlusion import occlude
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.system.torch_import import importing_torch

if TYPE_CHECKING:
    from colabert_core.model.classifier import Classifier


class UnknownMethod(ValueError):
    """There is no explanation method with that name."""


@dataclass(frozen=True, kw_only=True)
class Method:
    """A method of explaining a verdict.

    `name` identifies it in the locale files. `unit` is the unit of its explanations, and `has_after` tells
    whether they include a second probability for each word. `measure` queries the model about a sentence, and
    `read` takes this method's explanation from the result. Methods with the same `measure` share one request.
    """

    name: str
    unit: Unit
    has_after: bool
    measure: Callable[[SharedJudge, str], Any]
    read: Callable[[Any], Explanation]

    @property
    def measurement(self) -> str:
        """A name for `measure`, the same for all methods that share it."""
        return f"{self.measure.__module__}.{self.measure.__qualname__}"

    def explain(self, model: SharedJudge, sentence: str) -> Explanation:
        """Explain the model's verdict on a sentence."""
        return self.read(self.measure(model, sentence))


def method_named(name: str) -> Method:
    """The method with that name. Raises UnknownMethod."""
    for method in METHODS:
        if method.name == name:
            return method
    known = ", ".join(method.name for method in METHODS)
    raise UnknownMethod(f'there is no explanation method "{name}"; choose one of {known}')


def _gradient(model: SharedJudge, sentence: str) -> Explanation:
    """The gradient, from the model itself: other visitors' requests need not wait for it."""
    with importing_torch():
        from colabert_core.explaining.gradient import gradient_times_input
    return gradient_times_input(cast("Classifier", model.judge), sentence)


def _unchanged(explanation: Explanation) -> Explanation:
    """For a method whose `measure` returns the explanation."""
    return explanation


METHODS = (
    Method(name="left_out", unit="points", has_after=True, measure=occlude, read=attrgetter("left_out")),
    Method(name="masked", unit="points", has_after=True, measure=occlude, read=attrgetter("masked")),
    Method(name="gradient", unit="log_odds", has_after=False, measure=_gradient, read=_unchanged),
)
