"""How much the random parts try: a little in `make test`, far more in `make prove`, which sets PROVE to its seed."""

import os

SEED = int(os.environ.get("PROVE", "0"))
IS_PROOF = SEED > 0


def tries(test: int, prove: int) -> int:
    """How often, in the tier that runs."""
    return prove if IS_PROOF else test
