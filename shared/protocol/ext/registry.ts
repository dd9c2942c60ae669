// The table of section kinds, and frame bodies as lists of sections. A frame body is the same bytes on every carrier:
// section = kind u8 | length uvarint | payload. Unknown kinds are skipped. SPEC [CARRIER-4]…[CARRIER-6]

import { ByteReader, ByteWriter } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";
import { appDown, appUp } from "./app.ts";
import { bye } from "./bye.ts";
import { chatDown, chatUp } from "./chat.ts";
import { ping, pong } from "./clock.ts";
import { emote, emotes } from "./emote.ts";
import { gift } from "./gift.ts";
import { interest } from "./interest.ts";
import { item, itemRelease, items } from "./item.ts";
import { itemClaim, itemDeny, itemDespawn, itemOwner, itemSpawnDown, itemSpawnUp } from "./item-owner.ts";
import { me } from "./me.ts";
import { modDown, modUp } from "./mod.ts";
import { notice } from "./notice.ts";
import { checkPoseBlock } from "./pose.ts";
import { poses } from "./poses.ts";
import { presence } from "./presence.ts";
import { roomNotice } from "./room-notice.ts";
import { roomSettings } from "./room-settings.ts";
import { state, stateSet } from "./state-kv.ts";
import { voice, voices } from "./voice.ts";

export const FRAME_BODY_MAX_BYTES = 65_535;
/** A frame of more sections than this is an attack, not a batch. */
export const FRAME_SECTIONS_MAX = 64;

type Codec = {
  /** On the wire; the first of its ids when it has a range of them. */
  readonly id: number;
  readonly range?: { readonly lastId: number; idOf(message: never): number };
  /** `id` is the one that stood there. */
  decode(r: ByteReader, id: number): unknown;
  encode(w: ByteWriter, message: never): void;
};
type CodecTable = Readonly<Record<string, Codec>>;
type MessageOf<C> = C extends { decode(...args: never): infer Message } ? Message : never;

/** A pose travels as its block: a room copies it, only ends decode it. */
const pose = {
  id: 0x10,
  decode: (r: ByteReader): Uint8Array => {
    const block = r.bytes(r.remaining);
    checkPoseBlock(block);
    return block;
  },
  encode: (w: ByteWriter, block: Uint8Array): void => w.bytes(block),
} as const;

/** Client to server. */
export const UP = {
  ping,
  bye,
  pose,
  interest,
  voice,
  item,
  itemClaim,
  itemRelease,
  itemSpawn: itemSpawnUp,
  itemDespawn,
  stateSet,
  emote,
  chat: chatUp,
  me,
  mod: modUp,
  app: appUp,
} as const;
/** Server to client. */
export const DOWN = {
  pong,
  notice,
  bye,
  poses,
  voices,
  items,
  itemOwner,
  itemDeny,
  itemSpawn: itemSpawnDown,
  itemDespawn,
  state,
  emotes,
  chat: chatDown,
  presence,
  room: roomSettings,
  roomNotice,
  gift,
  mod: modDown,
  app: appDown,
} as const;

type SectionsOf<Table> = {
  [Kind in keyof Table]: { readonly kind: Kind; readonly message: MessageOf<Table[Kind]> };
}[keyof Table];
export type UpSection = SectionsOf<typeof UP>;
export type DownSection = SectionsOf<typeof DOWN>;

function byId(table: CodecTable): ReadonlyMap<number, string> {
  const kinds = new Map<number, string>();
  for (const [kind, { id, range }] of Object.entries(table))
    for (let one = id; one <= (range?.lastId ?? id); one++) kinds.set(one, kind);
  return kinds;
}
const UP_KIND = byId(UP);
const DOWN_KIND = byId(DOWN);

/** Is told of a section whose payload is not what its kind wants: the section is left out, the others are not. */
export type OnInvalidPayload = (error: ProtocolError, sectionId: number) => void;
/** Is told of every section, unknown ones too, whatever is in it. */
export type OnSection = (sectionId: number, payloadBytes: number) => void;

const refuseInvalid: OnInvalidPayload = (error) => {
  throw error;
};

/**
 * A client's frame body.
 * Throws: ProtocolError(malformedPacket) when a section overruns, (protocolError) for too many, (packetTooLarge) for too long a
 *         body; and what a payload's codec throws, unless `onInvalid` takes it.
 * Source: SPEC [CARRIER-4]…[CARRIER-6]
 */
export function decodeUp(
  body: Uint8Array,
  onInvalid: OnInvalidPayload = refuseInvalid,
  onSection: OnSection = () => {},
): UpSection[] {
  return decodeSections(UP, UP_KIND, body, onInvalid, onSection) as UpSection[];
}
/** A server's frame body. Throws as decodeUp does. */
export function decodeDown(body: Uint8Array, onInvalid: OnInvalidPayload = refuseInvalid): DownSection[] {
  return decodeSections(DOWN, DOWN_KIND, body, onInvalid, () => {}) as DownSection[];
}

function decodeSections(
  table: CodecTable,
  kinds: ReadonlyMap<number, string>,
  body: Uint8Array,
  onInvalid: OnInvalidPayload,
  onSection: OnSection,
): { kind: string; message: unknown }[] {
  if (body.length > FRAME_BODY_MAX_BYTES)
    throw new ProtocolError(
      ReasonCode.packetTooLarge,
      "CARRIER-6",
      `a frame body of ${body.length} bytes, at most ${FRAME_BODY_MAX_BYTES}`,
    );
  const outer = new ByteReader(body);
  const sections: { kind: string; message: unknown }[] = [];
  for (let count = 1; outer.remaining > 0; count++) {
    if (count > FRAME_SECTIONS_MAX)
      throw new ProtocolError(
        ReasonCode.protocolError,
        "CARRIER-6",
        `more than ${FRAME_SECTIONS_MAX} sections in a frame`,
      );
    const id = outer.u8();
    const length = outer.uvarint();
    if (length > outer.remaining)
      throw new ProtocolError(
        ReasonCode.malformedPacket,
        "CARRIER-5",
        `a section of ${length} bytes where ${outer.remaining} are left`,
      );
    const payload = outer.bytes(length);
    onSection(id, length);
    const kind = kinds.get(id);
    const codec = kind === undefined ? undefined : table[kind];
    if (kind === undefined || codec === undefined) continue;
    try {
      sections.push({ kind, message: codec.decode(new ByteReader(payload), id) });
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      onInvalid(error, id);
    }
  }
  return sections;
}

/** A frame body of one client's sections. */
export function encodeUp(sections: readonly UpSection[]): Uint8Array {
  return encodeSections(UP, sections, () => {});
}
/** A frame body of a server's sections. */
export function encodeDown(sections: readonly DownSection[], onSection: OnSection = () => {}): Uint8Array {
  return encodeSections(DOWN, sections, onSection);
}

function encodeSections(
  table: CodecTable,
  sections: readonly { readonly kind: string; readonly message: unknown }[],
  onSection: OnSection,
): Uint8Array {
  const frame = new ByteWriter();
  for (const section of sections) {
    const codec = table[section.kind];
    if (codec === undefined) throw new RangeError(`no section of kind ${section.kind}`);
    const payload = new ByteWriter();
    codec.encode(payload, section.message as never);
    const bytes = payload.take();
    const id = codec.range?.idOf(section.message as never) ?? codec.id;
    onSection(id, bytes.length);
    frame.u8(id);
    frame.uvarint(bytes.length);
    frame.bytes(bytes);
  }
  return frame.take();
}
