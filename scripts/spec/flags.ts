// Bits: capabilities, and the flags of blocks.

import { CAPABILITIES_SERVED, Capability } from "../../shared/protocol/ext/hello.ts";
import { ItemFlag } from "../../shared/protocol/ext/item.ts";
import { PoseFlag } from "../../shared/protocol/ext/pose.ts";
import { VoiceFlag } from "../../shared/protocol/ext/voice.ts";
import { markdownTable } from "../markdown/table.ts";

const CAPABILITIES = {
  type0: "carrier X",
  pose3: "understands three-point poses",
  pose6: "understands six-point poses",
  voice: "voice, both ways",
  items: "items",
  resume: "comes back to the place it had",
  face: "understands the finger and face blocks",
  state: "keys and values",
  events: "emotes, messages of the application",
  interest: "says with INTEREST what it wishes",
} as const satisfies Readonly<Record<keyof typeof Capability, string>>;

function capabilities(): string {
  const served = Object.entries(Capability).filter(([, bit]) => (bit & CAPABILITIES_SERVED) !== 0);
  const rows = served
    .sort(([, a], [, b]) => a - b)
    .map(([name, bit]) => [bitsOf(bit), name, CAPABILITIES[name as keyof typeof Capability]]);
  return markdownTable([["bit", "capability", "meaning"], ...rows]);
}

const POSE_FLAGS = {
  modeMask: ["mode", "0 root, 1 three-point, 2 six-point"],
  wide: ["wide", "the position is three i24, not i16"],
  parent: ["parent", "the root is in the frame of an item, which follows the position"],
  fingers: ["fingers", "the finger block is there"],
  face: ["face", "the face block is there"],
  teleport: ["teleport", "do not interpolate from the block before"],
  reserved: ["reserved", "zero"],
} as const satisfies Readonly<Record<keyof typeof PoseFlag, readonly [string, string]>>;

const ITEM_FLAGS = {
  wide: ["wide", "the position is three i24, not i16"],
  velocity: ["velocity", "the velocity is there"],
  parent: ["parent", "it is in the frame of another item"],
  sleeping: ["sleeping", "nothing moves it until somebody takes it"],
  joint: ["joint", "it is in the frame of a joint of its owner"],
  teleport: ["teleport", "do not interpolate from the block before"],
  reserved: ["reserved", "zero"],
} as const satisfies Readonly<Record<keyof typeof ItemFlag, readonly [string, string]>>;

const VOICE_FLAGS = {
  spurtStart: ["spurt starts", "the first packet after a silence"],
  spurtEnd: ["spurt ends", "the last before one; the packet may be left out"],
  fec: ["fec", "the packet has in-band FEC"],
  targetMask: ["target", "whom it is for"],
  reserved: ["reserved", "zero"],
} as const satisfies Readonly<Record<keyof typeof VoiceFlag, readonly [string, string]>>;

function flags<Flags extends Readonly<Record<string, number>>>(
  masks: Flags,
  words: Readonly<Record<keyof Flags, readonly [string, string]>>,
): () => string {
  return () => {
    const rows = Object.entries(masks).map(([key, mask]) => [bitsOf(mask), ...words[key as keyof Flags]]);
    return markdownTable([["bits", "flag", "meaning"], ...rows]);
  };
}

/** `3`, or `3-4` for a mask of neighbours. */
function bitsOf(mask: number): string {
  const low = Math.log2(mask & -mask);
  const high = Math.floor(Math.log2(mask));
  return low === high ? `${low}` : `${low}-${high}`;
}

export const FLAG_PARTS = {
  capabilities,
  "pose-flags": flags(PoseFlag, POSE_FLAGS),
  "item-flags": flags(ItemFlag, ITEM_FLAGS),
  "voice-flags": flags(VoiceFlag, VOICE_FLAGS),
} as const;
