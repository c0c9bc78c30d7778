"""Queues with several servers: how many are busy, how long one waits, how many servers a target needs.

Arrivals are Poisson, services exponential. `load` is arrivals in a time times the mean service in the same unit, in
erlangs. Sources: A. K. Erlang, Solution of some problems in the theory of probabilities (1917), for B and C; C. Palm,
Research on telephone traffic (1957), and A. Mandelbaum and S. Zeltyn, Service engineering in action: the
Palm/Erlang-A queue (2007), for A.
"""

import math
from typing import NamedTuple

from playbook.calculation.undefined import Undefined

# Beyond these, a browser takes too long.
MOST_LOAD = 5000.0
MOST_SERVERS = 6000
# States of a queue that are rarer than this, compared with the commonest, are left out.
_RARE = 1e-15


class Queue(NamedTuple):
    """What a queue does: shares from 0 to 1, `wait` the mean wait of all arrivals in the unit of the service time."""

    level: float
    wait: float
    occupancy: float
    abandoned: float


def load(arrivals: float, interval: float, service: float) -> float:
    """Return the load in erlangs of arrivals in an interval, each with a mean service of the same unit of time."""
    if interval <= 0:
        raise Undefined("divided-by-nothing")
    found = arrivals * service / interval
    if found > MOST_LOAD:
        raise Undefined("load-too-large")
    return found


def blocking(load: float, servers: int) -> float:
    """Return the share of arrivals that find all servers busy and leave (Erlang B), by the usual recursion."""
    blocked = 1.0
    for number in range(1, servers + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def waiting(load: float, servers: int) -> float:
    """Return the share of arrivals that have to wait where nobody leaves (Erlang C); 1 where the load is too large."""
    if load >= servers:
        return 1.0
    blocked = blocking(load, servers)
    return servers * blocked / (servers - load * (1 - blocked))


def patient_queue(load: float, servers: int, service: float, within: float) -> Queue:
    """Return what a queue does that nobody leaves (Erlang C), with the share that waits no longer than `within`.

    Raises Undefined where the load is as large as the servers: then the queue grows for ever.
    """
    if not load:
        return Queue(1.0, 0.0, 0.0, 0.0)
    if load >= servers:
        raise Undefined("queue-grows")
    waits, free = waiting(load, servers), servers - load
    level = 1 - waits * math.exp(-free * within / service)
    return Queue(level, waits * service / free, load / servers, 0.0)


def impatient_queue(load: float, servers: int, service: float, within: float, patience: float) -> Queue:
    """Return what a queue does that people leave after an exponential patience with that mean (Erlang A).

    The level is the share of all arrivals that are served after no longer than `within`. Who finds k waiting would
    wait for k + 1 departures, whose rates grow by one part; e to the minus that wait over the patience has a beta
    distribution, which is summed up here.
    """
    if not load:
        return Queue(1.0, 0.0, 0.0, 0.0)
    per_patience = servers * patience / service  # departures of busy servers in one mean patience
    chances = _chances(load, servers, service, patience)
    total = math.fsum(chances)
    queued = [chance / total for chance in chances[servers:]]
    remaining = math.exp(-within / patience)
    term = beyond = remaining ** (per_patience + 1)
    served = math.fsum(chances[:servers]) / total
    for waiting_before, chance in enumerate(queued):
        served += chance * per_patience / (per_patience + waiting_before + 1) * (1 - beyond)
        term *= (per_patience + 1 + waiting_before) / (waiting_before + 1) * (1 - remaining)
        beyond = min(1.0, beyond + term)
    length = math.fsum(number * chance for number, chance in enumerate(queued))
    wait = length * service / load
    abandoned = wait / patience
    return Queue(served, wait, load * (1 - abandoned) / servers, abandoned)


def _chances(load: float, servers: int, service: float, patience: float) -> list[float]:
    """Return how often each number is in the system, compared with the commonest, as far as that counts."""
    logs, most, number = [0.0], 0.0, 0
    while logs[-1] > most + math.log(_RARE) or number < max(servers, load):
        number += 1
        departures = min(number, servers) + max(0, number - servers) * service / patience
        logs.append(logs[-1] + math.log(load / departures))
        most = max(most, logs[-1])
    return [math.exp(one - most) for one in logs]


def queue(load: float, servers: int, service: float, within: float, patience: float | None = None) -> Queue:
    """Return what a queue does: Erlang A with a patience, Erlang C without one."""
    if patience is None:
        return patient_queue(load, servers, service, within)
    return impatient_queue(load, servers, service, within, patience)


def servers_for(load: float, service: float, level: float, within: float, patience: float | None = None) -> int:
    """Return the fewest servers with which at least a share `level` waits no longer than `within`; none without load.

    Raises Undefined where no number does: everybody at once is more than any number can promise.
    """
    if level >= 1:
        raise Undefined("level-too-high")
    if not load:
        return 0
    servers = 1 if patience is not None else math.floor(load) + 1
    low, step = servers - 1, 1
    while queue(load, servers, service, within, patience).level < level:
        low, servers, step = servers, servers + step, step * 2
        if servers > MOST_SERVERS:
            raise Undefined("load-too-large")
    while servers - low > 1:  # the level grows with the servers, so the fewest lie between
        middle = (low + servers) // 2
        enough = queue(load, middle, service, within, patience).level >= level
        low, servers = (low, middle) if enough else (middle, servers)
    return servers


def servers(arrivals: float, interval: float, service: float, level: float, within: float) -> float:
    """Return the fewest servers that keep a level for arrivals in an interval (Erlang C); raises Undefined."""
    return servers_for(load(arrivals, interval, service), service, level, within)


def level(arrivals: float, interval: float, service: float, within: float, servers: float) -> float:
    """Return the share that some servers serve after no longer than `within` (Erlang C); raises Undefined."""
    return patient_queue(load(arrivals, interval, service), int(servers), service, within).level


def wait(arrivals: float, interval: float, service: float, servers: float) -> float:
    """Return the mean wait of all arrivals with some servers (Erlang C); raises Undefined."""
    return patient_queue(load(arrivals, interval, service), int(servers), service, 0).wait


def occupancy(arrivals: float, interval: float, service: float, servers: float) -> float:
    """Return the share of their time for which some servers are busy (Erlang C); raises Undefined."""
    return patient_queue(load(arrivals, interval, service), int(servers), service, 0).occupancy


def scheduled(needed: float, away: float) -> float:
    """Return how many have to be scheduled so that `needed` are there when a share `away` of their time is lost."""
    if away >= 1:
        raise Undefined("all-away")
    return needed / (1 - away)
