// Queues with several servers, as `playbook/calculation/queueing.py` has them, where the sources stand.

const MOST_LOAD = 5000;
const MOST_SERVERS = 6000;
const RARE = 1e-15;

// A function that has no value for its inputs; its message is the key of the words that say why.
export class Undefined extends Error {}

/** @type {(reason: string) => never} */
export const stop = (reason) => {
  throw new Undefined(reason);
};

/** @type {(arrivals: number, interval: number, service: number) => number} */
export const loadOf = (arrivals, interval, service) => {
  if (interval <= 0) stop("divided-by-nothing");
  const load = (arrivals * service) / interval;
  return load > MOST_LOAD ? stop("load-too-large") : load;
};

// The share that finds all servers busy where those leave (Erlang B).
/** @type {(load: number, servers: number) => number} */
export const blocking = (load, servers) => {
  let blocked = 1;
  for (let number = 1; number <= servers; number += 1) blocked = (load * blocked) / (number + load * blocked);
  return blocked;
};

// The share that has to wait where nobody leaves (Erlang C).
/** @type {(load: number, servers: number) => number} */
export const waiting = (load, servers) => {
  if (load >= servers) return 1;
  const blocked = blocking(load, servers);
  return (servers * blocked) / (servers - load * (1 - blocked));
};

const EMPTY = { level: 1, wait: 0, occupancy: 0, abandoned: 0 };

/** @type {(load: number, servers: number, service: number, within: number) => import("./types").Queue} */
const patient = (load, servers, service, within) => {
  if (load >= servers) stop("queue-grows");
  const waits = waiting(load, servers);
  const free = servers - load;
  return { level: 1 - waits * Math.exp((-free * within) / service), wait: (waits * service) / free, occupancy: load / servers, abandoned: 0 };
};

// How often each number is in the system, compared with the commonest, as far as that counts.
/** @type {(load: number, servers: number, service: number, patience: number) => number[]} */
const chancesOf = (load, servers, service, patience) => {
  const logs = [0];
  let most = 0;
  for (let number = 1; logs[number - 1] > most + Math.log(RARE) || number - 1 < Math.max(servers, load); number += 1) {
    const departures = Math.min(number, servers) + (Math.max(0, number - servers) * service) / patience;
    logs.push(logs[number - 1] + Math.log(load / departures));
    most = Math.max(most, logs[number]);
  }
  return logs.map((one) => Math.exp(one - most));
};

/** @type {(figures: number[]) => number} */
export const sum = (figures) => figures.reduce((all, one) => all + one, 0);

// Erlang A; the share served in time is the sum of a beta distribution.
/** @type {(load: number, servers: number, service: number, within: number, patience: number) => import("./types").Queue} */
const impatient = (load, servers, service, within, patience) => {
  const perPatience = (servers * patience) / service;
  const chances = chancesOf(load, servers, service, patience);
  const total = sum(chances);
  const remaining = Math.exp(-within / patience);
  let term = remaining ** (perPatience + 1);
  let beyond = term;
  let level = sum(chances.slice(0, servers)) / total;
  let length = 0;
  chances.slice(servers).forEach((chance, before) => {
    level += ((chance / total) * perPatience * (1 - beyond)) / (perPatience + before + 1);
    term *= ((perPatience + 1 + before) / (before + 1)) * (1 - remaining);
    beyond = Math.min(1, beyond + term);
    length += (before * chance) / total;
  });
  const wait = (length * service) / load;
  const abandoned = wait / patience;
  return { level, wait, occupancy: (load * (1 - abandoned)) / servers, abandoned };
};

// What a queue does: Erlang A with a patience above zero, Erlang C without one.
/** @type {(load: number, servers: number, service: number, within: number, patience?: number) => import("./types").Queue} */
export const queueOf = (load, servers, service, within, patience = 0) => {
  if (!load) return EMPTY;
  return patience ? impatient(load, servers, service, within, patience) : patient(load, servers, service, within);
};

// The fewest servers with which a share `level` waits no longer than `within`.
/** @type {(load: number, service: number, level: number, within: number, patience?: number) => number} */
export const serversFor = (load, service, level, within, patience = 0) => {
  if (level >= 1) stop("level-too-high");
  if (!load) return 0;
  /** @type {(servers: number) => boolean} */
  const isEnough = (servers) => queueOf(load, servers, service, within, patience).level >= level;
  let servers = patience ? 1 : Math.floor(load) + 1;
  let low = servers - 1;
  for (let step = 1; !isEnough(servers); step *= 2) {
    low = servers;
    servers += step;
    if (servers > MOST_SERVERS) stop("load-too-large");
  }
  while (servers - low > 1) {
    const middle = Math.floor((low + servers) / 2);
    if (isEnough(middle)) servers = middle;
    else low = middle;
  }
  return servers;
};

// How many have to be scheduled where a share `away` of their time is lost.
/** @type {(needed: number, away: number) => number} */
export const scheduled = (needed, away) => (away >= 1 ? stop("all-away") : needed / (1 - away));
