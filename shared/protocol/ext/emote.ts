// EMOTE and EMOTES: a gesture that is made once. SPEC [EMOTE-1], [EMOTE-2]

import * as z from "zod";
import type { ByteReader, ByteWriter } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";

export const EMOTE_MAX = 65_535;

export type Emote = {
  /** Which gesture, in the application's own numbers: 0 to 65,535. */
  readonly emote: number;
  /** When it began: room clock, milliseconds modulo 65,536. */
  readonly tMs: number;
  /** The application's own: a variant, a strength, a hand. */
  readonly arg: number;
};
export type SeenEmote = Emote & { readonly sid: number };

function readEmote(r: ByteReader): Emote {
  const emote = r.uvarint();
  if (emote > EMOTE_MAX)
    throw new ProtocolError(
      ReasonCode.payloadFormatInvalid,
      "EMOTE-1",
      `emote ${emote}, at most ${EMOTE_MAX}`,
    );
  return { emote, tMs: r.u16(), arg: r.u8() };
}

function writeEmote(w: ByteWriter, m: Emote): void {
  w.uvarint(m.emote);
  w.u16(m.tMs);
  w.u8(m.arg);
}

/** Shape:  uvarint emote | u16 t | u8 arg */
export const emote = { id: 0x38, decode: readEmote, encode: writeEmote } as const;

/** Shape:  uvarint count | count × (uvarint sid | uvarint emote | u16 t | u8 arg) */
export const emotes = {
  id: 0x39,
  decode: (r: ByteReader): readonly SeenEmote[] => {
    const count = r.uvarint();
    const seen: SeenEmote[] = [];
    for (let index = 0; index < count; index++) seen.push({ sid: r.uvarint(), ...readEmote(r) });
    return seen;
  },
  encode: (w: ByteWriter, m: readonly SeenEmote[]): void => {
    w.uvarint(m.length);
    for (const one of m) {
      w.uvarint(one.sid);
      writeEmote(w, one);
    }
  },
} as const;

const emoteNumber = z.number().int().min(0).max(EMOTE_MAX);
/** What a plain client publishes: a number, or an object with one. */
export const plainEmoteSchema = z.union([
  emoteNumber.transform((number) => ({ emote: number, arg: 0 })),
  z.object({ emote: emoteNumber, arg: z.number().int().min(0).max(255).default(0) }),
]);
