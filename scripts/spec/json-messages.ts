// Every JSON message of the protocol and its shape, from the schemas that check them.

import type * as z from "zod";
import { chatDownSchema, chatUpSchema } from "../../shared/protocol/ext/chat.ts";
import { plainEmoteSchema } from "../../shared/protocol/ext/emote.ts";
import {
  itemSpawnUpSchema,
  plainClaimSchema,
  spawnedItemSchema,
} from "../../shared/protocol/ext/item-owner.ts";
import { meSchema } from "../../shared/protocol/ext/me.ts";
import { modDownSchema, modUpSchema } from "../../shared/protocol/ext/mod.ts";
import { memberSchema } from "../../shared/protocol/ext/presence.ts";
import { roomSettingsSchema } from "../../shared/protocol/ext/room-settings.ts";
import { shapeOf } from "./json-shape.ts";

type Message = {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly direction: "reads" | "writes";
};

const MESSAGES: readonly Message[] = [
  { name: "CHAT up", schema: chatUpSchema, direction: "reads" },
  { name: "CHAT down", schema: chatDownSchema, direction: "writes" },
  { name: "ME", schema: meSchema, direction: "reads" },
  { name: "member", schema: memberSchema, direction: "writes" },
  { name: "ROOM", schema: roomSettingsSchema, direction: "writes" },
  { name: "MOD up", schema: modUpSchema, direction: "reads" },
  { name: "MOD down", schema: modDownSchema, direction: "writes" },
  { name: "ITEM_SPAWN up", schema: itemSpawnUpSchema, direction: "reads" },
  { name: "spawned item", schema: spawnedItemSchema, direction: "writes" },
  { name: "plain claim", schema: plainClaimSchema, direction: "reads" },
  { name: "plain emote", schema: plainEmoteSchema, direction: "reads" },
];

const WIDTH_CHARS = 108;

/** One message: its name, and its shape broken behind commas. */
function paragraph({ name, schema, direction }: Message): string {
  const words = shapeOf(schema, direction).split(" ");
  const lines = [`${name}:`];
  for (const word of words) {
    const line = lines.at(-1) ?? "";
    if (line.length + 1 + word.length <= WIDTH_CHARS) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines.join("\n");
}

function json(): string {
  return ["```text", ...MESSAGES.map(paragraph), "```"].join("\n");
}

export const JSON_PARTS = { json } as const;
