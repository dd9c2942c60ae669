// Payloads of section kinds a fuzzer knows nothing about: blocks of the golden vectors, JSON whose names are the words of the kind's
// own source, numbers and noise. A kind that is added tomorrow is met with the same.

import { readdirSync, readFileSync } from "node:fs";
import type { Chance } from "./chance.ts";

const SHARED = new URL("../../shared/protocol/", import.meta.url);
const WORD = /[A-Za-z][A-Za-z0-9]{0,15}/g;
const TEXT_MAX_CHARS = 40;
const NOISE_MAX_BYTES = 80;
const DEPTH_MAX = 3;
const ENCODER = new TextEncoder();

/** Words of every file of the extension, by file name without its ending. */
export type Dictionary = ReadonlyMap<string, readonly string[]>;

/** Reads them from the sources, in an order that does not change. */
export function readDictionary(): Dictionary {
  const folder = new URL("ext/", SHARED);
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return new Map(
    files.sort().map((name) => {
      const source = readFileSync(new URL(name, folder), "utf8");
      return [name.slice(0, -3), [...new Set(source.match(WORD) ?? [])].sort()];
    }),
  );
}

/** The blocks at the beginning of each line of shared/protocol/vectors. */
export function readVectors(): readonly Uint8Array[] {
  const folder = new URL("vectors/", SHARED);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"))
    .flatMap((line) => {
      const hex = line.split("|")[0]?.trim() ?? "";
      return /^([0-9a-f]{2})+$/.test(hex) ? [Uint8Array.fromHex(hex)] : [];
    });
}

const pick = <T>(chance: Chance, list: readonly T[]): T | undefined => list[chance.below(list.length)];
const SCALARS = [
  0,
  1,
  -1,
  0.5,
  255,
  65_536,
  2 ** 53,
  1e308,
  true,
  false,
  null,
  "",
  "a",
  "広場",
  "\u0007",
  "\ud800",
];

function json(chance: Chance, words: readonly string[], depth: number): unknown {
  const shape = depth === 0 ? 3 : chance.below(4);
  if (shape === 0) return Array.from({ length: chance.below(4) }, () => json(chance, words, depth - 1));
  if (shape === 3) {
    if (chance.percent(20)) return "x".repeat(chance.size(1_200));
    return chance.percent(40) ? pick(chance, words) : pick(chance, SCALARS);
  }
  const record: Record<string, unknown> = {};
  for (let count = chance.below(6); count > 0; count--)
    record[pick(chance, words) ?? "a"] = json(chance, words, depth - 1);
  return record;
}

function words(dictionary: Dictionary, kind: string): readonly string[] {
  return dictionary.get(kind) ?? [...dictionary.values()].flat();
}

/** A payload that a section of this kind might have. */
export function generatePayload(
  chance: Chance,
  kind: string,
  { dictionary, vectors }: { readonly dictionary: Dictionary; readonly vectors: readonly Uint8Array[] },
): Uint8Array {
  switch (chance.below(5)) {
    case 0:
      return pick(chance, vectors) ?? new Uint8Array(0);
    case 1:
      return ENCODER.encode(JSON.stringify(json(chance, words(dictionary, kind), DEPTH_MAX)) ?? "");
    case 2: {
      // Counted and prefixed things: a few numbers, then text or a block.
      const block = chance.percent(50)
        ? (pick(chance, vectors) ?? new Uint8Array(0))
        : ENCODER.encode("x".repeat(chance.size(TEXT_MAX_CHARS)));
      return Uint8Array.from([...chance.bytes(chance.below(10)), ...block]);
    }
    case 3:
      return new Uint8Array(chance.size(NOISE_MAX_BYTES)).fill(chance.one([0, 1, 0x7f, 0xff]));
    default:
      return chance.bytes(chance.size(NOISE_MAX_BYTES));
  }
}
