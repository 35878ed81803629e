"""Who listens is told every value, in order; who is gone is not."""

from __future__ import annotations

import gc

import pytest

from anatomy_viewer.session.signal import Signal


class Listener:
    def __init__(self, heard):
        self.heard = heard

    def listen(self, value):
        self.heard.append(value)


def test_listeners_hear_in_the_order_in_which_they_came():
    signal, heard = Signal(), []
    signal.connect(lambda value: heard.append(("first", value)))
    signal.connect(lambda value: heard.append(("second", value)))

    signal.emit(1)

    assert heard == [("first", 1), ("second", 1)]


def test_who_stopped_listening_hears_nothing_more():
    signal, heard = Signal(), []
    listener = Listener(heard)
    signal.connect(listener.listen)
    signal.disconnect(listener.listen)
    signal.disconnect(listener.listen)

    signal.emit(1)

    assert heard == []
    assert len(signal) == 0


def test_a_method_does_not_keep_its_object_alive():
    signal, heard = Signal(), []
    signal.connect(Listener(heard).listen)
    gc.collect()

    signal.emit(1)

    assert heard == []
    assert len(signal) == 0


def test_what_a_listener_raises_is_raised_where_the_value_was_emitted():
    def refuse(value):
        raise LookupError(value)

    signal = Signal()
    signal.connect(refuse)

    with pytest.raises(LookupError, match="7"):
        signal.emit(7)


def test_a_listener_may_leave_while_it_listens():
    signal, heard = Signal(), []

    def once(value):
        heard.append(value)
        signal.disconnect(once)

    signal.connect(once)
    signal.emit(1)
    signal.emit(2)

    assert heard == [1]
