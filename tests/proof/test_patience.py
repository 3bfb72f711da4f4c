"""What would never end is stopped, in any thread; what ends in time is let be."""

import threading
import time

import pytest

from nnbook.proof import Undecided, check, checking, patience


def forever():
    while True:
        sum(range(1000))


def test_what_takes_too_long_is_stopped_and_told():
    begin = time.process_time()
    with pytest.raises(Undecided, match=r"not decided in 0.2 s"):
        with patience.patience(0.2):
            forever()
    assert time.process_time() - begin < 5


def test_it_holds_in_any_thread():
    told = []

    def work():
        try:
            with patience.patience(0.2):
                forever()
        except Undecided as error:
            told.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert len(told) == 1


def test_what_ends_in_time_goes_on_undisturbed():
    with patience.patience(30):
        done = sum(range(10))
    assert done == 45


def test_a_line_has_a_limit(monkeypatch):
    monkeypatch.setattr(patience, "SECONDS", 0.5)
    monkeypatch.setattr(checking, "_link", lambda *_: forever())
    with pytest.raises(Undecided, match=r"step 1: .* not decided in 0.5 s"):
        check("a = a")
