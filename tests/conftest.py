"""What every test gets: the plugins of this suite and the two hypothesis profiles."""

from hypothesis import settings

pytest_plugins = [
    "pytester",
    "tests.rules",
    "tests.measuring",
    "tests.memory",
    "tests.order",
    "tests.databases",
    "tests.http",
    "tests.browsers",
    "tests.towns",
]

# The same examples on every run; the hunt for new ones is `scripts/test --long`, by hand.
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.register_profile("long", max_examples=5000, deadline=None, print_blob=True)
settings.load_profile("steady")
