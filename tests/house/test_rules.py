"""The rules of a test run, each tried on a small suite of its own."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> "RunSuite":
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return RunSuite(pytester)


class RunSuite:
    """Writes one test file and runs it under the rules."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self._pytester = pytester

    def __call__(self, code: str, *options: str, at: str = "test_suite.py") -> pytest.RunResult:
        path = self._pytester.path / at
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"import socket\nimport pytest\n{code}\n")
        return self._pytester.runpytest_subprocess(
            "-p", "tests.rules", "-p", "no:cacheprovider", *options
        )


def test_a_run_with_a_skip_fails(run: RunSuite) -> None:
    result = run("def test_left_out():\n    pytest.skip('no time')\n\ndef test_ran(): pass")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["SKIPPED WITHOUT --without: *test_left_out*"])


def test_a_module_that_skips_itself_fails_the_run(run: RunSuite) -> None:
    result = run("pytest.importorskip('no_such_package_anywhere')\n\ndef test_ran(): pass")
    assert result.ret != pytest.ExitCode.OK


def test_a_run_without_skips_passes(run: RunSuite) -> None:
    assert run("def test_ran(): pass").ret == pytest.ExitCode.OK


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("@pytest.mark.postgres\ndef test_left_out(): pass", id="by its mark"),
        pytest.param(
            "@pytest.fixture\ndef postgresql_cluster(): pass\n"
            "def test_left_out(postgresql_cluster): pass",
            id="by its fixture",
        ),
    ],
)
def test_without_leaves_out_what_it_names(run: RunSuite, code: str) -> None:
    result = run(f"{code}\ndef test_ran(): pass", "--without=postgres,foreign")
    result.assert_outcomes(passed=1, deselected=1)
    assert result.ret == pytest.ExitCode.OK


def test_without_leaves_out_the_browser_folder(run: RunSuite) -> None:
    run("def test_left_out(): pass", at="browser/test_clicks.py")
    result = run("def test_ran(): pass", "--without=browser")
    result.assert_outcomes(passed=1, deselected=1)


def test_without_knows_its_parts(run: RunSuite) -> None:
    result = run("def test_ran(): pass", "--without=everything")
    assert result.ret == pytest.ExitCode.USAGE_ERROR


def test_a_test_of_the_core_gets_no_database(run: RunSuite) -> None:
    code = "@pytest.fixture\ndef database(): pass\n\ndef test_stores(database): pass"
    result = run(code, at="tests/core/test_pure.py")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*tests of the core use no database*"])


@pytest.mark.parametrize(
    "attempt",
    [
        pytest.param("socket.create_connection(('192.0.2.1', 80), 1)", id="by address"),
        pytest.param("socket.getaddrinfo('card.example', 443)", id="by name"),
        pytest.param(
            "socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))", id="datagram"
        ),
    ],
)
def test_another_machine_is_refused(run: RunSuite, attempt: str) -> None:
    result = run(f"def test_reaches_out():\n    {attempt}")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*NetworkRefusedError*"])


def test_this_machine_is_reached(run: RunSuite) -> None:
    result = run(
        "def test_loopback():\n"
        "    with socket.create_server(('127.0.0.1', 0)) as server:\n"
        "        socket.create_connection(('localhost', server.getsockname()[1])).close()\n"
        "def test_pair():\n"
        "    for end in socket.socketpair(): end.close()"
    )
    result.assert_outcomes(passed=2)
