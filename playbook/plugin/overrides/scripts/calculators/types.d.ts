/** What a queue does: shares from 0 to 1, and the mean wait of all arrivals. */
export interface Queue {
  level: number;
  wait: number;
  occupancy: number;
  abandoned: number;
}

/** What was filled in: figures, or the key of the words that say what is wrong, with what they name. */
export interface Filled {
  figures: number[];
  fault: "" | "notANumber" | "outside" | "tooMany";
}
