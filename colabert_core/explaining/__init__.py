"""Why a model says what it says: words left out, small changes, gradients and attention."""
