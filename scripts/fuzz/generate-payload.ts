// Payloads of section kinds a fuzzer knows nothing about: blocks of the golden vectors, JSON whose names are the words of the kind's
// own source, numbers and noise. A kind that is added tomorrow is met with the same.

import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod";
import type { Chance } from "./chance.ts";
import { describeSchema, generateJson } from "./generate-json.ts";
import { join } from "./join.ts";

const SHARED = new URL("../../shared/protocol/", import.meta.url);
const WORD = /[A-Za-z][A-Za-z0-9]{0,15}/g;
const TEXT_MAX_CHARS = 40;
const NOISE_MAX_BYTES = 80;
const DEPTH_MAX = 3;
/** Of the payloads of a kind with a schema. */
const SCHEMA_PERCENT = 60;
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

/** Blocks by the name of their file. */
export type Vectors = ReadonlyMap<string, readonly Uint8Array[]>;

/** The blocks at the beginning of each line of shared/protocol/vectors. */
export function readVectors(): Vectors {
  const folder = new URL("vectors/", SHARED);
  const files = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  return new Map(
    files.sort().map((name) => {
      const lines = readFileSync(new URL(name, folder), "utf8").split("\n");
      return [
        name.slice(0, -4),
        lines
          .map((line) => line.split("|")[0] ?? "")
          .filter(isHex)
          .map(Uint8Array.fromHex),
      ];
    }),
  );
}

const isHex = (text: string): boolean => /^([0-9a-f]{2})+$/.test(text);

/** A block of the kind's own vectors when it has some, and now and then of another's. */
export function pickVector(chance: Chance, kind: string, vectors: Vectors): Uint8Array {
  const own = [...vectors.keys()].find((name) => kind.startsWith(name));
  const name = own !== undefined && chance.percent(80) ? own : pick(chance, [...vectors.keys()]);
  return pick(chance, vectors.get(name ?? "") ?? []) ?? new Uint8Array(0);
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

/** A kind that no file is named after has the words of all. */
function words({ dictionary, allWords }: Sources, kind: string): readonly string[] {
  return dictionary.get(kind) ?? allWords;
}

/** What payloads are made up from. */
export type Sources = {
  readonly dictionary: Dictionary;
  readonly allWords: readonly string[];
  readonly vectors: Vectors;
  /** JSON Schema of the kinds that have one. */
  readonly schemas: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
};

/** Reads them all; `table` is one direction of the registry. */
export function readSources(table: Readonly<Record<string, object>>): Sources {
  const schemas = Object.entries(table).flatMap(([kind, codec]) =>
    "schema" in codec && codec.schema instanceof z.ZodType
      ? [[kind, describeSchema(codec.schema)] as const]
      : [],
  );
  const dictionary = readDictionary();
  return {
    dictionary,
    allWords: [...dictionary.values()].flat(),
    vectors: readVectors(),
    schemas: new Map(schemas),
  };
}

/** A payload that a section of this kind might have. */
export function generatePayload(chance: Chance, kind: string, sources: Sources): Uint8Array {
  const { vectors, schemas } = sources;
  const schema = schemas.get(kind);
  if (schema !== undefined && chance.percent(SCHEMA_PERCENT))
    return ENCODER.encode(JSON.stringify(generateJson(chance, schema)));
  switch (chance.below(5)) {
    case 0:
      return pickVector(chance, kind, vectors);
    case 1:
      return ENCODER.encode(JSON.stringify(json(chance, words(sources, kind), DEPTH_MAX)) ?? "");
    case 2: {
      // Counted and prefixed things: a few numbers, then text or a block.
      const block = chance.percent(50)
        ? pickVector(chance, kind, vectors)
        : ENCODER.encode(
            JSON.stringify(json(chance, words(sources, kind), 1)) ?? "x".repeat(chance.size(TEXT_MAX_CHARS)),
          );
      return join(chance.bytes(chance.below(10)), block);
    }
    case 3:
      return new Uint8Array(chance.size(NOISE_MAX_BYTES)).fill(chance.one([0, 1, 0x7f, 0xff]));
    default:
      return chance.bytes(chance.size(NOISE_MAX_BYTES));
  }
}
