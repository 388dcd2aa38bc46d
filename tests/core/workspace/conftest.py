from collections.abc import Callable

import pytest

from colabert_core.system.paths import Home
from colabert_core.workspace import Workspace

NOWHERE = "http://127.0.0.1:9/cola_public_1.1.zip"


@pytest.fixture
def workspace_of() -> Callable[[Home], Workspace]:
    """A home's workspace; CoLA's address is unreachable unless a test gives another."""
    return lambda home, cola_address=NOWHERE: Workspace(home=home, cola_address=str(cola_address))
