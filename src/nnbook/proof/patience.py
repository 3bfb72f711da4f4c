"""A limit of computing time, for what no formula of a page comes near.

It holds in any thread and on any system: another thread looks at the clock, and stops
this one by an exception.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from nnbook.proof.errors import Undecided

SECONDS = 10.0
_LOOK = 0.1  # seconds between two looks at the clock


class _TimeIsUp(BaseException):
    """Raised in the thread that takes too long."""


def _stop(thread: int) -> None:
    error = ctypes.py_object(_TimeIsUp)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)


@contextmanager
def patience(seconds: float | None = None) -> Iterator[None]:
    """Stop what needs more computing time than this.

    Raises
    ------
    Undecided
        When the time is up.
    """
    seconds = SECONDS if seconds is None else seconds
    thread, done, lock = threading.get_ident(), threading.Event(), threading.Lock()
    end, late = time.process_time() + seconds, False

    def watch() -> None:
        nonlocal late
        while not done.wait(_LOOK):
            if time.process_time() > end:
                with lock:
                    if not done.is_set():
                        late = True
                        _stop(thread)
                return

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
        with lock:
            done.set()
        while late:  # the exception is on its way, and is to arrive here
            time.sleep(_LOOK)
    except _TimeIsUp:
        raise Undecided(
            f"this is not decided in {seconds:g} s: write a step between"
        ) from None
    finally:
        done.set()
