"""Why a model says so: the parts of the scoring page below a verdict."""
