// Every JSON message of the protocol and its shape, from the schemas that check them.

import type * as z from "zod";
import { chatDownSchema, chatUpSchema } from "../../shared/protocol/ext/chat.ts";
import { plainEmoteSchema } from "../../shared/protocol/ext/emote.ts";
import {
  itemSpawnDown,
  itemSpawnUpSchema,
  plainClaimSchema,
  spawnedItemSchema,
} from "../../shared/protocol/ext/item-owner.ts";
import { meSchema } from "../../shared/protocol/ext/me.ts";
import { modDownSchema, modUpSchema } from "../../shared/protocol/ext/mod.ts";
import { deviceSchema, memberSchema, presenceSchema } from "../../shared/protocol/ext/presence.ts";
import { roomNotice } from "../../shared/protocol/ext/room-notice.ts";
import { roomSettingsSchema } from "../../shared/protocol/ext/room-settings.ts";
import { roleSchema } from "../../shared/schema/role.ts";
import { toldGiftSchema } from "../../shared/schema/told-gift.ts";
import { shapeOf } from "./json-shape.ts";

type Message = {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly direction: "reads" | "writes";
};

/** What stands in several messages, or many times in one, under a name of its own. */
const PARTS: readonly Message[] = [
  { name: "role", schema: roleSchema, direction: "reads" },
  { name: "device", schema: deviceSchema, direction: "reads" },
  { name: "member", schema: memberSchema, direction: "writes" },
  { name: "item", schema: spawnedItemSchema, direction: "writes" },
];

export const MESSAGES: readonly Message[] = [
  { name: "CHAT up", schema: chatUpSchema, direction: "reads" },
  { name: "CHAT down", schema: chatDownSchema, direction: "writes" },
  { name: "PRESENCE", schema: presenceSchema, direction: "writes" },
  { name: "ME", schema: meSchema, direction: "reads" },
  { name: "ROOM", schema: roomSettingsSchema, direction: "writes" },
  { name: "ROOM_NOTICE", schema: roomNotice.schema, direction: "writes" },
  { name: "GIFT", schema: toldGiftSchema, direction: "writes" },
  { name: "MOD up", schema: modUpSchema, direction: "reads" },
  { name: "MOD down", schema: modDownSchema, direction: "writes" },
  { name: "ITEM_SPAWN up", schema: itemSpawnUpSchema, direction: "reads" },
  { name: "ITEM_SPAWN down", schema: itemSpawnDown.schema, direction: "writes" },
  { name: "plain claim", schema: plainClaimSchema, direction: "reads" },
  { name: "plain emote", schema: plainEmoteSchema, direction: "reads" },
];

const WIDTH_CHARS = 108;

/** A name and its shape, broken behind words. */
function paragraph(name: string, shape: string): string {
  const lines = [`${name}:`];
  for (const word of shape.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line.length + 1 + word.length <= WIDTH_CHARS) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines.join("\n");
}

type Named = { readonly name: string; readonly shape: string };

/** A shape in which what has a name is called by it. */
function shorten(shape: string, known: readonly Named[]): string {
  return known.reduce((text, named) => text.replaceAll(named.shape, named.name), shape);
}

function json(): string {
  // The latest first: a member has a role in it.
  const known: Named[] = [];
  const parts = PARTS.map(({ name, schema, direction }) => {
    const shape = shapeOf(schema, direction);
    const told = paragraph(name, shorten(shape, known));
    known.unshift({ name, shape });
    return told;
  });
  const messages = MESSAGES.map(({ name, schema, direction }) =>
    paragraph(name, shorten(shapeOf(schema, direction), known)),
  );
  return ["```text", ...parts, "", ...messages, "```"].join("\n");
}

export const JSON_PARTS = { json } as const;
