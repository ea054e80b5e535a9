"""Which calls are to meet which fault."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from bot.playground.faults import Fault, Outcome, Work
from bot.playground.record import Call


@dataclass
class _Planned:
    method: str
    fault: Fault
    skip: int
    times: int | None
    team: str | None


class Faults:
    """The faults that are still to come."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def add(
        self,
        method: str,
        fault: Fault,
        *,
        after: int = 0,
        times: int | None = 1,
        team: str | None = None,
    ) -> None:
        """Let the calls of a method meet a fault: `times` calls once `after` more went well."""
        with self._lock:
            self._planned.append(_Planned(method, fault, after, times, team))

    def clear(self) -> None:
        """Forget the faults that are still to come."""
        with self._lock:
            self._planned.clear()

    def release(self) -> None:
        """Let go of every call that a fault holds; later faults wait anew."""
        with self._lock:
            self._stopped.set()
            self._stopped = threading.Event()

    def around(self, call: Call, work: Work) -> Outcome:
        """Return the outcome of a call; the call notes the fault that it met, if any."""
        with self._lock:
            fault, stopped = self._take(call.method, call.team), self._stopped
        if fault is None:
            return work()
        call.outcome = f"fault {type(fault).__name__}"
        return fault.apply(work, stopped)

    def _take(self, method: str, team: str) -> Fault | None:
        for planned in self._planned:
            if planned.method not in {method, "*"} or planned.team not in {team, None}:
                continue
            if planned.skip > 0:
                planned.skip -= 1
                continue
            if planned.times is not None:
                planned.times -= 1
                if planned.times == 0:
                    self._planned.remove(planned)
            return planned.fault
        return None
