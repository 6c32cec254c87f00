"""What an agent says to a queue, byte by byte, and what it reads from the answer."""

import pytest

from app.core.ipp import (
    IPPUnreadableError,
    JobState,
    events_request,
    read_ipp_answer,
    subscribe_request,
    unsubscribe_request,
)

QUEUE = "ipp://localhost/printers/a"
BEFORE = (
    b"\x00\x00\x00\x01\x01"
    b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x48\x00\x1battributes-natural-language\x00\x02en"
    b"\x45\x00\x0bprinter-uri\x00\x1aipp://localhost/printers/a"
    b"\x42\x00\x14requesting-user-name\x00\x07tessera"
)
HEAD = b"\x02\x00\x00\x00\x00\x00\x00\x01"
SUBSCRIPTION = b"\x06\x21\x00\x16notify-subscription-id\x00\x04\x00\x00\x00\x05"


def event(job: int, state: int) -> bytes:
    return (
        b"\x07\x44\x00\x07reasons\x00\x04none\x44\x00\x00\x00\x04full"
        b"\x21\x00\x0dnotify-job-id\x00\x04\x00\x00\x00"
        + bytes([job])
        + b"\x23\x00\x09job-state\x00\x04\x00\x00\x00"
        + bytes([state])
    )


def test_a_subscription_is_asked_for_as_rfc_3995_says() -> None:
    assert subscribe_request(QUEUE, seconds=600) == (
        b"\x02\x00\x00\x16" + BEFORE + b"\x06"
        b"\x44\x00\x12notify-pull-method\x00\x06ippget"
        b"\x44\x00\x0dnotify-events\x00\x0djob-completed"
        b"\x21\x00\x15notify-lease-duration\x00\x04\x00\x00\x02\x58"
        b"\x03"
    )


def test_events_are_fetched_as_rfc_3996_says_and_in_the_end_no_more() -> None:
    assert events_request(QUEUE, 5) == (
        b"\x02\x00\x00\x1c"
        + BEFORE
        + b"\x21\x00\x17notify-subscription-ids\x00\x04\x00\x00\x00\x05\x03"
    )
    assert unsubscribe_request(QUEUE, 5) == (
        b"\x02\x00\x00\x1b"
        + BEFORE
        + b"\x21\x00\x16notify-subscription-id\x00\x04\x00\x00\x00\x05\x03"
    )


def test_an_answer_says_which_subscription_was_made() -> None:
    answer = read_ipp_answer(HEAD + SUBSCRIPTION + b"\x03")
    assert answer.is_good
    assert answer.subscription == 5
    assert read_ipp_answer(HEAD + b"\x03").subscription is None


def test_each_job_has_its_own_end() -> None:
    answer = read_ipp_answer(HEAD + event(1, 9) + event(2, 7) + event(3, 8) + event(4, 5) + b"\x03")
    ends = [answer.end_of(job) for job in range(1, 6)]
    assert ends == [JobState.COMPLETED, JobState.CANCELED, JobState.ABORTED, None, None]
    assert answer.groups[1]["reasons"] == "none"


def test_a_refusal_is_no_good_answer() -> None:
    assert not read_ipp_answer(b"\x02\x00\x04\x06\x00\x00\x00\x01\x03").is_good


@pytest.mark.parametrize(
    "content", [b"", HEAD, HEAD + SUBSCRIPTION[:-1], HEAD + b"\x21\x00\x01n\x00\x01\x00\x03"]
)
def test_what_is_no_answer_is_refused(content: bytes) -> None:
    with pytest.raises(IPPUnreadableError):
        read_ipp_answer(content)
