// Golden vectors of STATE_SET: each type of value, keys and versions at their ends. Bytes are written as hex.

import { ByteReader, ByteWriter } from "../../shared/protocol/bytes.ts";
import {
  ANY_VERSION,
  type DecodedState,
  decodeStateValue,
  encodeStateValue,
  NO_VALUE,
  StateScope,
  type StateSet,
  stateSet,
} from "../../shared/protocol/ext/state-kv.ts";
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

/** As JSON can say it. */
export function describeSet({ value, ...rest }: StateSet): unknown {
  const decoded = decodeStateValue(value);
  if (decoded?.type === "bytes") return { ...rest, value: { type: "bytes", value: decoded.value.toHex() } };
  return { ...rest, value: decoded };
}

export const stateVectors: VectorFile = {
  title: "Golden vectors of STATE_SET (SPEC, section 10)",
  *lines() {
    for (const set of sets()) {
      const w = new ByteWriter();
      stateSet.encode(w, set);
      const bytes = w.take();
      yield { bytes, inputs: describeSet(set), decoded: describeSet(stateSet.decode(new ByteReader(bytes))) };
    }
  },
};
