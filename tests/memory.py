"""A pytest plugin that spares the garbage collector what stays until the end.

Looking through the modules and tests of the whole suite again and again took a quarter of the time.
"""

import gc


def pytest_collection_finish() -> None:
    """Leave out what is there by now, and look less often for what is not."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure() -> None:
    """Let everything go, or libraries report what still holds their objects."""
    gc.unfreeze()
    gc.collect()
