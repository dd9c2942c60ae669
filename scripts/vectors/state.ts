// Golden vectors of STATE_SET: each type of value, keys and versions at their ends. Bytes are written as hex.

import {
  ANY_VERSION,
  type DecodedState,
  encodeStateValue,
  NO_VALUE,
  StateScope,
  type StateSet,
  stateSet,
} from "../../shared/protocol/ext/state-kv.ts";
import { readWith, stateWords, writeWith } from "./describe.ts";
import type { VectorFile } from "./sample.ts";

const VALUES: readonly (DecodedState | null)[] = [
  null,
  { type: "json", value: { open: true, by: "あき", list: [1, 2.5, null] } },
  { type: "json", value: 0 },
  { type: "json", value: "" },
  { type: "text", value: "こんにちは" },
  { type: "text", value: " " },
  { type: "bytes", value: Uint8Array.of(0, 0xff, 0x7f) },
  ...[0, 1, -1, 2_147_483_647, -2_147_483_648].map((value) => ({ type: "i32", value }) as const),
  ...[0, 0.1, -1.5, 1e300, 5e-324].map((value) => ({ type: "f64", value }) as const),
];
const KEYS = ["a", "door:3.open_by-hand", "k".repeat(64)];
const VERSIONS = [0, 1, 0x01020304, ANY_VERSION];

function* sets(): Generator<StateSet> {
  for (const [index, value] of VALUES.entries())
    for (const scope of [StateScope.room, StateScope.own])
      yield {
        scope,
        key: KEYS[index % KEYS.length] ?? "a",
        version: VERSIONS[index % VERSIONS.length] ?? 0,
        value: value === null ? NO_VALUE : encodeStateValue(value),
      };
}

export const stateVectors: VectorFile = {
  title: "Golden vectors of STATE_SET (SPEC, section 10)",
  encode: (described: never) => writeWith(stateSet, stateWords.mean(described) as StateSet),
  decode: (bytes) => stateWords.say(readWith(stateSet, bytes)),
  *lines() {
    for (const set of sets()) yield { inputs: stateWords.say(set) };
  },
};
