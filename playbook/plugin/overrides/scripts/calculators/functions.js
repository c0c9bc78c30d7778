// The functions of the calculators, as `playbook/calculation/calculators.py` has them.
import { loadOf, queueOf, scheduled, serversFor, stop, sum } from "./queueing.js";

/** @type {(numerator: number, denominator: number) => number} */
const ratio = (numerator, denominator) => (denominator > 0 ? numerator / denominator : stop("divided-by-nothing"));

/** @type {(values: number[], weights: number[]) => number} */
const weighted = (values, weights) => ratio(sum(values.map((value, place) => value * weights[place])), sum(weights));

/** @type {Record<string, (inputs: any) => Record<string, number[]>>} */
export const functions = {
  staffing({ arrivals, interval, service, level, within, patience, away }) {
    /** @type {{ load: number, servers: number, queue: import("./types").Queue }[]} */
    const rows = arrivals.map((/** @type {number} */ one) => {
      const load = loadOf(one, interval, service);
      const servers = serversFor(load, service, level, within, patience);
      return { load, servers, queue: queueOf(load, servers, service, within, patience) };
    });
    return {
      load: rows.map((row) => row.load),
      servers: rows.map((row) => row.servers),
      reached: rows.map((row) => row.queue.level),
      wait: rows.map((row) => row.queue.wait),
      occupancy: rows.map((row) => row.queue.occupancy),
      abandoned: rows.map((row) => row.queue.abandoned),
      scheduled: rows.map((row) => scheduled(row.servers, away)),
    };
  },

  pooling({ first, second, interval, service, level, within }) {
    const [one, other, together] = [first, second, first + second].map((arrivals) => serversFor(loadOf(arrivals, interval, service), service, level, within));
    return { first: [one], second: [other], apart: [one + other], together: [together], saved: [one + other - together] };
  },

  intervals({ offered, answered, quick, waited, handled, forecast }) {
    if (new Set([offered, answered, quick, waited, handled, forecast].map((one) => one.length)).size > 1) stop("lists-differ");
    /** @type {number[]} */
    const places = [...offered.keys()];
    if (places.some((place) => answered[place] > offered[place] || quick[place] > answered[place])) stop("part-too-large");
    const busy = places.filter((place) => offered[place]);
    return {
      level: [ratio(sum(quick), sum(offered))],
      "mean-level": [ratio(sum(busy.map((place) => quick[place] / offered[place])), busy.length)],
      answered: [ratio(sum(answered), sum(offered))],
      abandoned: [1 - ratio(sum(answered), sum(offered))],
      wait: [weighted(waited, answered)],
      service: [weighted(handled, answered)],
      error: [ratio(sum(places.map((place) => Math.abs(forecast[place] - offered[place]))), sum(offered))],
      bias: [ratio(sum(forecast) - sum(offered), sum(offered))],
    };
  },

  replacement({ base, rate, finding, teaching, ramp, cost, lost }) {
    const leavers = base * rate;
    const each = finding + teaching + ramp * cost * lost;
    return { leavers: [leavers], each: [each], lost: [ramp * cost * lost], total: [leavers * each] };
  },
};
