// One target per section kind, taken from the registry as it is, and one per direction for frame bodies of many sections.

import {
  DOWN,
  type DownSection,
  decodeDown,
  decodeUp,
  encodeDown,
  encodeUp,
  UP,
  type UpSection,
} from "../../../shared/protocol/ext/registry.ts";
import { ProtocolError } from "../../../shared/protocol/reason-code.ts";
import type { Chance } from "../chance.ts";
import { varint } from "../generate-packet.ts";
import { generatePayload, readSources, type Sources } from "../generate-payload.ts";
import { join } from "../join.ts";
import { mutate } from "../mutate.ts";
import { assertRoundTrip, attempt, type Target } from "../target.ts";

const SECTIONS_MAX = 70;
const MUTATED_PERCENT = 40;

type Body = {
  decode(body: Uint8Array): (UpSection | DownSection)[];
  encode(sections: readonly (UpSection | DownSection)[]): Uint8Array;
};
const DIRECTIONS = {
  up: {
    table: UP,
    decode: (body) => decodeUp(body),
    encode: (sections) => encodeUp(sections as UpSection[]),
  },
  down: {
    table: DOWN,
    decode: (body) => decodeDown(body),
    encode: (sections) => encodeDown(sections as DownSection[]),
  },
} as const satisfies Record<
  string,
  Body & { readonly table: Readonly<Record<string, { readonly id: number }>> }
>;

const SOURCES = { up: readSources(UP), down: readSources(DOWN) } as const;

function section(chance: Chance, kind: string, id: number, sources: Sources): Uint8Array {
  const payload = generatePayload(chance, kind, sources);
  const broken = chance.percent(MUTATED_PERCENT) ? mutate(payload, chance) : payload;
  return join([id], varint(broken.length), broken);
}

/** Tries one frame body. */
export function tryBody(input: Uint8Array, direction: keyof typeof DIRECTIONS): void {
  const codec: Body = DIRECTIONS[direction];
  const outcome = attempt(input, () => codec.decode(input));
  if (!(outcome instanceof ProtocolError)) assertRoundTrip(input, outcome.value, codec);
}

function kindTargets(direction: keyof typeof DIRECTIONS): Target[] {
  const codec = DIRECTIONS[direction];
  return Object.entries(codec.table).map(([kind, { id }]) => ({
    name: `${direction}-${kind}`,
    about: `sections of kind ${kind}, ${direction === "up" ? "client to server" : "server to client"}`,
    run: (chance) => {
      tryBody(section(chance, kind, id, SOURCES[direction]), direction);
      return 1;
    },
  }));
}

function bodyTarget(direction: keyof typeof DIRECTIONS): Target {
  const codec = DIRECTIONS[direction];
  const kinds = Object.entries(codec.table).map(([kind, { id }]) => ({ kind, id }));
  return {
    name: `frame-${direction}`,
    about: "frame bodies of many sections, known and unknown, whole and broken",
    run: (chance) => {
      const body: Uint8Array[] = [];
      for (let count = chance.size(SECTIONS_MAX); count > 0; count--) {
        const known = kinds[chance.below(kinds.length)];
        const { kind, id } =
          known !== undefined && chance.percent(90) ? known : { kind: "", id: chance.below(256) };
        body.push(section(chance, kind, id, SOURCES[direction]));
      }
      const input = join(...body);
      tryBody(chance.percent(MUTATED_PERCENT) ? mutate(input, chance) : input, direction);
      return 1;
    },
  };
}

export const sectionTargets: readonly Target[] = [
  ...kindTargets("up"),
  ...kindTargets("down"),
  bodyTarget("up"),
  bodyTarget("down"),
];
