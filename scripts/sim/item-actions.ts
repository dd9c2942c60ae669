// What clients do with items: make them, claim, move and let go of them, take them away.

import { rankOf } from "../../room/state/permissions.ts";
import { encodeItem, type ItemBlock } from "../../shared/protocol/ext/item.ts";
import { ClaimMode } from "../../shared/protocol/ext/item-owner.ts";
import type { Chance } from "../fuzz/chance.ts";
import type { Client } from "./client.ts";
import type { Action, Actions } from "./pubsub-actions.ts";
import { drawPosition, jsonBytes, publishTo, roomClockMs, say } from "./say.ts";
import type { World } from "./world.ts";

type Known = { readonly id: number; readonly epoch: number; readonly owner: number };

/** The items a client knows of, as it sees them. */
function itemsOf({ conversation, plain, persona }: Client): Known[] {
  if (conversation?.view != null)
    return [...conversation.view.items].map(([id, { epoch, owner }]) => ({ id, epoch, owner }));
  const prefix = `r/${persona.room}/item/`;
  return [...plain.topics].flatMap(([topic, text]) => {
    if (!topic.startsWith(prefix) || !topic.endsWith("/owner")) return [];
    const { owner, epoch } = JSON.parse(text) as { readonly owner: number | null; readonly epoch: number };
    return [{ id: Number(topic.slice(prefix.length).split("/")[0]), epoch, owner: owner ?? 0 }];
  });
}

function drawItem(client: Client, chance: Chance, isMine: boolean): Known | null {
  const sid = client.conversation?.sid ?? -1;
  const items = itemsOf(client).filter(({ owner }) => !isMine || owner === sid);
  return items[chance.below(Math.max(1, items.length))] ?? null;
}

function blockOf(
  world: World,
  client: Client,
  chance: Chance,
  { id, epoch }: Known,
  tag: number,
): Uint8Array {
  const made: ItemBlock = {
    item: id,
    epoch,
    tMs: roomClockMs(world, client),
    position: drawPosition(chance, tag),
    rotation: [0, 0, 0, 1],
    sleeping: chance.percent(10),
    teleport: false,
    ...(chance.percent(20) ? { velocity: [1, 0, 0] as const } : {}),
  };
  return encodeItem(made);
}

const spawn: Action = (world, client, chance) => {
  if (rankOf(client.persona.role) < rankOf("member")) return null;
  const made = (tag: number) => ({
    kind: "ball",
    data: { tag },
    position: [chance.between(-9, 9), 0, 0] as [number, number, number],
    rotation: [0, 0, 0, 1] as [number, number, number, number],
  });
  return say(world, client, chance, {
    kind: "spawn",
    section: (tag) => ({ kind: "itemSpawn", message: made(tag) }),
    topic: (tag) => ({ rest: "item/new", payload: jsonBytes(made(tag)) }),
  });
};

const claim: Action = (_world, client, chance) => {
  const { conversation } = client;
  const item = drawItem(client, chance, false);
  if (conversation?.state !== "open" || item === null) return null;
  const mode = chance.percent(60) ? ClaimMode.hold : ClaimMode.physics;
  const seenEpoch = client.knownEpochs.get(item.id) ?? item.epoch;
  client.knownEpochs.delete(item.id);
  if (conversation.view !== null)
    conversation.frame([
      { kind: "itemClaim", message: { item: item.id, seenEpoch, reqId: chance.below(256), mode } },
    ]);
  else {
    const wanted = mode === ClaimMode.hold ? {} : { mode: "physics" };
    publishTo(
      client,
      chance,
      `item/${item.id}/claim`,
      chance.percent(50) ? jsonBytes(wanted) : new Uint8Array(0),
      [],
    );
  }
  return `claims item ${item.id} in epoch ${seenEpoch}, mode ${mode}`;
};

const move: Action = (world, client, chance) => {
  // Mostly what is its own; what is not shows that a stranger moves nothing.
  const item = drawItem(client, chance, chance.percent(85));
  if (item === null) return null;
  return say(world, client, chance, {
    kind: "item",
    more: { item: { id: item.id, epoch: item.epoch } },
    section: (tag) => ({ kind: "item", message: blockOf(world, client, chance, item, tag) }),
    topic: (tag) => ({ rest: `item/${item.id}`, payload: blockOf(world, client, chance, item, tag) }),
  });
};

const release: Action = (world, client, chance) => {
  const item = drawItem(client, chance, true);
  if (item === null) return null;
  return say(world, client, chance, {
    kind: "item",
    more: { item: { id: item.id, epoch: item.epoch } },
    section: (tag) => ({ kind: "itemRelease", message: blockOf(world, client, chance, item, tag) }),
    topic: (tag) => ({ rest: `item/${item.id}/release`, payload: blockOf(world, client, chance, item, tag) }),
  });
};

const despawn: Action = (_world, client, chance) => {
  const item = drawItem(client, chance, false);
  const { conversation } = client;
  if (conversation?.state !== "open" || item === null) return null;
  if (conversation.view !== null) conversation.frame([{ kind: "itemDespawn", message: { item: item.id } }]);
  else publishTo(client, chance, `item/${item.id}`, new Uint8Array(0), []);
  return `takes item ${item.id} away`;
};

export const HANDLING: Actions = [
  [6, spawn],
  [10, claim],
  [14, move],
  [5, release],
  [1, despawn],
];
