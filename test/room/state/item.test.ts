import { describe, expect, test } from "bun:test";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { decodeItem, encodeItem, type ItemBlock } from "../../../shared/protocol/ext/item.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import type { UpSection } from "../../../shared/protocol/ext/registry.ts";
import {
  ALL_CAPABILITIES,
  type Client,
  type Heard,
  jsonOf,
  publishesOf,
  rootPose,
  Square,
} from "../support.ts";

const HOLD = 0;
const PHYSICS = 1;

const ofKind = <K extends Heard["sections"][number]["kind"]>(heard: Heard, kind: K) =>
  heard.sections.flatMap((s) =>
    s.kind === kind ? [s.message as Extract<typeof s, { kind: K }>["message"]] : [],
  );
const blocksOf = (heard: Heard) => ofKind(heard, "items").flatMap((m) => m.blocks.map(decodeItem));
const codesOf = (heard: Heard) => heard.packets.flatMap((p) => (p.type === "puback" ? [p.reasonCode] : []));
const noticesOf = (heard: Heard) => ofKind(heard, "notice").map(({ code }) => code);

const block = (item: number, epoch: number, more: Partial<ItemBlock> = {}): Uint8Array =>
  encodeItem({
    item,
    epoch,
    tMs: 0,
    position: [1, 0, 0],
    rotation: [0, 0, 0, 1],
    sleeping: false,
    teleport: false,
    ...more,
  });
const claim = (item: number, seenEpoch: number, mode: 0 | 1 = HOLD, reqId = 0): UpSection => ({
  kind: "itemClaim",
  message: { item, seenEpoch, mode, reqId },
});
const spawn = (kind: string, more: object = {}): UpSection => ({
  kind: "itemSpawn",
  message: { kind, position: [0, 1, 0], rotation: [0, 0, 0, 1], ...more },
});

/** A room with two members and a ball, item 1, nobody's. */
function playground() {
  const square = new Square();
  const enter = (name: string) => square.enter(name, { capabilities: ALL_CAPABILITIES, role: "member" });
  const [a, b] = [enter("a"), enter("b")];
  a.frame(spawn("ball", { id: "mine", data: { colour: "red" } }));
  square.pass(200);
  for (const client of [a, b]) client.heard();
  return { square, a, b, enter };
}

describe("items are made and taken away:", () => {
  test("[ITEM-8] everybody hears what was made, by whom and where, its maker with the id it chose", () => {
    const { square, b, enter } = playground();
    const late = enter("late");
    expect(ofKind(late.heard(), "itemSpawn")).toEqual([
      {
        items: [
          {
            item: 1,
            kind: "ball",
            data: { colour: "red" },
            id: "mine",
            by: "usr_a" as never,
            owner: null,
            mode: null,
            epoch: 0,
          },
        ],
      },
    ]);
    b.frame(spawn("box", { position: [2, 0, 0] }));
    square.pass(60);
    const heard = late.heard();
    expect(ofKind(heard, "itemSpawn")).toMatchObject([{ items: [{ item: 2, kind: "box", by: "usr_b" }] }]);
    expect(blocksOf(heard)).toMatchObject([
      { item: 1, position: [0, 1, 0] },
      { item: 2, position: [2, 0, 0], sleeping: true },
    ]);
  });

  test("[RIGHT-1] [ITEM-9] guests make nothing; one takes away one's own, and staff anybody's", () => {
    const { square, a, b } = playground();
    const guest = square.enter("guest", { capabilities: ALL_CAPABILITIES });
    guest.heard();
    guest.frame(spawn("box"));
    for (const client of [guest, b]) client.frame({ kind: "itemDespawn", message: { item: 1 } });
    expect([noticesOf(guest.heard()), noticesOf(b.heard()), noticesOf(a.heard())]).toEqual([[6, 6], [6], []]);
    const staff = square.enter("staff", { capabilities: ALL_CAPABILITIES, role: "staff" });
    b.frame(spawn("box"));
    staff.frame({ kind: "itemDespawn", message: { item: 2 } });
    a.frame({ kind: "itemDespawn", message: { item: 1 } }, { kind: "itemDespawn", message: { item: 1 } });
    const heard = a.heard();
    expect(ofKind(heard, "itemDespawn")).toEqual([{ item: 2 }, { item: 1 }]);
    expect(noticesOf(heard)).toEqual([11]);
    expect(square.room.items.byId.size).toBe(0);
  });

  test("[ITEM-8] one user has 32 items however often it comes in, and a room 256", () => {
    const { square, a } = playground();
    const make = (client: Client, count: number) => {
      for (let made = 0; made < count; made++) {
        client.frame(spawn("box"));
        square.pass(250);
      }
    };
    make(a, 31);
    expect([square.room.items.byId.size, noticesOf(a.heard())]).toEqual([32, []]);
    a.leave();
    const again = square.enter("a", { capabilities: ALL_CAPABILITIES, role: "member" });
    make(again, 1);
    expect([square.room.items.byId.size, noticesOf(again.heard())]).toEqual([32, [13]]);
    for (let user = 0; user < 7; user++)
      make(square.enter(`u${user}`, { capabilities: ALL_CAPABILITIES, role: "member" }), 32);
    expect(square.room.items.byId.size).toBe(256);
    const last = square.enter("z", { version: 5, role: "member" });
    last.heard();
    last.publish("r/rm_test/item/new", '{"kind":"box","position":[0,0,0]}', { qos: 1 });
    expect(codesOf(last.heard())).toEqual([0x97]);
  });

  test("[ITEM-8] nothing is made outside the room", () => {
    const { square, a } = playground();
    a.frame(spawn("box", { position: [30, 0, 0] }));
    expect(noticesOf(a.heard())).toEqual([12]);
    expect(square.room.items.byId.size).toBe(1);
  });
});

describe("items change hands:", () => {
  test("[ITEM-4] of two claims in one tick the first has it: one OWNER to everybody, one DENY", () => {
    const { a, b } = playground();
    a.frame(claim(1, 0, HOLD, 7));
    b.frame(claim(1, 0, HOLD, 8));
    const owner = { item: 1, owner: a.sid, epoch: 1, mode: HOLD, cause: 0 };
    const [first, second] = [a.heard(), b.heard()];
    expect([ofKind(first, "itemOwner"), ofKind(first, "itemDeny")]).toEqual([[owner], []]);
    expect(ofKind(second, "itemOwner")).toEqual([owner]);
    expect(ofKind(second, "itemDeny")).toEqual([{ item: 1, owner: a.sid, epoch: 1, reqId: 8, reason: 1 }]);
  });

  test("[ITEM-4] a claim is denied for an epoch that is over, an item that is not, and too many claims", () => {
    const { a, b } = playground();
    a.frame(claim(1, 0), { kind: "itemRelease", message: block(1, 1) });
    b.heard();
    b.frame(claim(1, 0), claim(9, 0));
    expect(ofKind(b.heard(), "itemDeny").map((d) => [d.item, d.epoch, d.reason])).toEqual([
      [1, 2, 2],
      [9, 0, 3],
    ]);
    for (let count = 0; count < 19; count++) b.frame(claim(9, 0));
    expect(ofKind(b.heard(), "itemDeny").at(-1)).toMatchObject({ reason: 5 });
  });

  test("[ITEM-4] holding outranks physics, and who has it already is told so alone", () => {
    const { a, b } = playground();
    a.frame(claim(1, 0, PHYSICS));
    for (const client of [a, b]) client.heard();
    a.frame(claim(1, 1, PHYSICS));
    expect(ofKind(a.heard(), "itemOwner")).toEqual([
      { item: 1, owner: a.sid, epoch: 1, mode: PHYSICS, cause: 0 },
    ]);
    expect(b.heard().packets).toEqual([]);
    b.frame(claim(1, 1, PHYSICS), claim(1, 1, HOLD));
    const heard = b.heard();
    expect(ofKind(heard, "itemDeny")).toMatchObject([{ reason: 1 }]);
    expect(ofKind(heard, "itemOwner")).toMatchObject([{ owner: b.sid, epoch: 2, mode: HOLD }]);
  });

  test("[ITEM-5] a late block of a former owner never moves the item, nor does its release", () => {
    const { square, a, b } = playground();
    a.frame(claim(1, 0, PHYSICS), { kind: "item", message: block(1, 1, { position: [2, 0, 0] }) });
    b.frame(claim(1, 1), { kind: "item", message: block(1, 2, { position: [3, 0, 0] }) });
    a.frame({ kind: "item", message: block(1, 1, { position: [9, 0, 0] }) });
    a.frame({ kind: "itemRelease", message: block(1, 1, { position: [9, 0, 0] }) });
    a.frame({ kind: "item", message: block(1, 2, { position: [9, 0, 0] }) });
    square.pass(60);
    expect(blocksOf(b.heard())).toMatchObject([{ item: 1, epoch: 2, position: [3, 0, 0] }]);
    const heard = a.heard();
    expect(noticesOf(heard)).toEqual([10, 10]);
    expect(ofKind(heard, "itemOwner").map(({ owner }) => owner)).toEqual([a.sid, b.sid]);
  });

  test("[ITEM-6] a release puts the item where its block says, in a new epoch, nobody's", () => {
    const { square, a, b } = playground();
    a.frame(claim(1, 0));
    b.heard();
    a.frame({ kind: "itemRelease", message: block(1, 1, { position: [4, 0, 0], sleeping: true }) });
    square.pass(60);
    const heard = b.heard();
    expect(ofKind(heard, "itemOwner")).toEqual([{ item: 1, owner: 0, epoch: 2, mode: 0, cause: 1 }]);
    expect(blocksOf(heard)).toMatchObject([{ item: 1, epoch: 2, position: [4, 0, 0], sleeping: true }]);
  });

  test("[ITEM-6] who leaves lets go; what was in their hand lies where they stood", () => {
    const { square, a, b } = playground();
    a.frame({ kind: "pose", message: encodePose(rootPose(5)) });
    a.frame(claim(1, 0), { kind: "item", message: block(1, 1, { position: [0.1, 0, 0], joint: 2 }) });
    square.pass(60);
    expect(blocksOf(b.heard())).toMatchObject([{ joint: 2 }]);
    a.frame({ kind: "itemRelease", message: block(1, 1, { joint: 2 }) });
    expect(noticesOf(a.heard())).toEqual([12]);
    a.leave();
    square.pass(60);
    const heard = b.heard();
    expect(ofKind(heard, "itemOwner")).toEqual([{ item: 1, owner: 0, epoch: 2, mode: 0, cause: 2 }]);
    const [laid] = blocksOf(heard);
    expect(laid).toMatchObject({ epoch: 2, position: [5, 0, 0], teleport: true });
    expect(laid?.joint).toBeUndefined();
  });

  test("[ITEM-6] the physics of who leaves goes to the nearest who can, and is nobody's when there is none", () => {
    const { square, a, b, enter } = playground();
    const near = enter("near");
    const plain = square.enter("plain", { role: "member" });
    const away = enter("away");
    const at = (client: Client, x: number) => client.publish("r/rm_test/pose/me", encodePose(rootPose(x, 0)));
    for (const [client, x] of [
      [b, 9],
      [near, -4],
      [plain, 1],
      [away, 2],
    ] as const)
      at(client, x);
    away.frame({ kind: "me", message: { away: true } });
    a.frame(claim(1, 0, PHYSICS));
    b.heard();
    a.leave();
    expect(ofKind(b.heard(), "itemOwner")).toEqual([
      { item: 1, owner: near.sid, epoch: 2, mode: PHYSICS, cause: 3 },
    ]);
    near.leave();
    expect(ofKind(b.heard(), "itemOwner")).toMatchObject([{ owner: b.sid, epoch: 3, cause: 3 }]);
    b.leave();
    expect(square.room.items.byId.get(1)?.ownership).toEqual({ name: "free", epoch: 4 });
  });
});

describe("items move:", () => {
  test("[ITEM-10] a tick carries the newest block of what moved, and a still room sends nothing", () => {
    const { square, a, b } = playground();
    a.frame(claim(1, 0));
    for (const x of [1, 2, 3])
      a.frame({ kind: "item", message: block(1, 1, { position: [x, 0, 0], tMs: 200 + x }) });
    square.pass(60);
    expect(ofKind(b.heard(), "items")).toHaveLength(1);
    square.pass(500);
    expect(b.heard().packets).toEqual([]);
    a.frame({ kind: "item", message: block(1, 1, { position: [5, 0, 0], tMs: 700 }) });
    square.pass(60);
    expect(blocksOf(b.heard())).toMatchObject([{ position: [5, 0, 0] }]);
    expect(blocksOf(a.heard()).map(({ position: [x] }) => x)).toEqual([3, 5]);
  });

  test("[ITEM-10] who fell behind gets what it missed, the newest of each item, once it reads", () => {
    const { square, a, b } = playground();
    a.frame(spawn("box"), claim(1, 0), claim(2, 0));
    square.pass(60);
    b.heard();
    // 40 KB of PINGRESP that it does not read.
    b.actor.queue(Uint8Array.from({ length: 40_000 }, (_, index) => (index % 2 === 0 ? 0xd0 : 0)));
    for (const x of [1, 2, 3]) {
      a.frame({ kind: "item", message: block(1 + (x % 2), 1, { position: [x, 0, 0], tMs: 200 + 60 * x }) });
      square.pass(60);
    }
    expect(blocksOf(b.heard())).toEqual([]);
    square.pass(60);
    expect(blocksOf(b.heard()).map(({ item, position: [x] }) => [item, x])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  test("[INT-7] [ITEM-10] who takes small packets only gets them all in several", () => {
    const { square, a, enter } = playground();
    for (let count = 0; count < 20; count++) a.frame(spawn("box"));
    const small = enter("small");
    small.actor.peerPacketMaxBytes = 200;
    square.pass(60);
    const heard = small.heard();
    expect(new Set(blocksOf(heard).map(({ item }) => item)).size).toBe(21);
    const batches = heard.packets.filter((p) => p.type === "frame").map(({ body }) => body.length);
    expect(Math.max(...batches.slice(-4))).toBeLessThanOrEqual(200);
    expect(ofKind(heard, "items").length).toBeGreaterThan(1);
  });

  test("[ITEM-7] an older block, one outside the room and one that hangs on itself are dropped", () => {
    const { square, a, b } = playground();
    a.frame(spawn("box"), claim(1, 0), claim(2, 0));
    square.pass(60);
    for (const client of [a, b]) client.heard();
    const move = (item: number, more: Partial<ItemBlock>) => {
      a.frame({ kind: "item", message: block(item, 1, more) });
      square.pass(60);
      return blocksOf(b.heard()).length;
    };
    expect(move(1, { tMs: 400 })).toBe(1);
    expect(move(1, { tMs: 390 })).toBe(0);
    expect(noticesOf(a.heard())).toEqual([]);
    expect(move(1, { tMs: 500, position: [30, 0, 0] })).toBe(0);
    expect(noticesOf(a.heard())).toEqual([12]);
    expect(move(1, { tMs: 510, parentItem: 3 })).toBe(0);
    expect(move(1, { tMs: 520, parentItem: 1 })).toBe(0);
    expect(move(1, { tMs: 530, parentItem: 2 })).toBe(1);
    expect(move(2, { tMs: 540, parentItem: 1 })).toBe(0);
  });

  test("[ITEM-7] a chain of nine is too long, and physics knows no joints", () => {
    const { square, a } = playground();
    for (let item = 2; item <= 10; item++) {
      a.frame(spawn("box"), claim(item, 0));
      square.pass(250);
    }
    a.heard();
    for (let item = 2; item <= 9; item++)
      a.frame({ kind: "item", message: block(item, 1, { parentItem: item - 1 }) });
    expect(noticesOf(a.heard())).toEqual([]);
    a.frame({ kind: "item", message: block(10, 1, { parentItem: 9 }) });
    expect(noticesOf(a.heard())).toEqual([12]);
    expect(decodeItem(square.room.items.byId.get(10)?.block ?? new Uint8Array(0)).parentItem).toBeUndefined();
    a.frame(claim(1, 0, PHYSICS), { kind: "item", message: block(1, 1, { joint: 1 }) });
    expect(decodeItem(square.room.items.byId.get(1)?.block ?? new Uint8Array(0)).joint).toBeUndefined();
  });

  test("[LIMIT-3] more than 400 blocks a second are dropped", () => {
    const { a } = playground();
    a.frame(claim(1, 0));
    for (let count = 0; count < 8; count++)
      a.frame(...Array.from({ length: 50 }, (): UpSection => ({ kind: "item", message: block(1, 1) })));
    expect(noticesOf(a.heard())).toEqual([]);
    a.frame({ kind: "item", message: block(1, 1) });
    expect(noticesOf(a.heard())).toEqual([9]);
  });

  test("[ITEM-10] the doings of an owner one must not see are left out until the item changes hands; the owner is told", () => {
    const { square, a, b, enter } = playground();
    const c = enter("c");
    square.pass(60);
    for (const client of [b, c]) client.heard();
    if (a.actor.participant !== null) a.actor.participant.unheardBy = new Set([b.actor.id]);
    b.subscribe("r/rm_test/item/1");
    b.heard();
    a.frame(claim(1, 0), { kind: "item", message: block(1, 1, { position: [6, 0, 0] }) });
    square.pass(120);
    const heard = b.heard();
    expect(ofKind(heard, "itemOwner")).toMatchObject([{ owner: a.sid }]);
    expect([blocksOf(heard), publishesOf(heard)]).toEqual([[], []]);
    expect(blocksOf(c.heard())).toMatchObject([{ position: [6, 0, 0] }]);
    b.subscribe("r/rm_test/item/+");
    expect(publishesOf(b.heard())).toEqual([]);
    a.frame({ kind: "itemRelease", message: block(1, 1, { position: [7, 0, 0] }) });
    square.pass(120);
    const after = b.heard();
    expect(blocksOf(after)).toMatchObject([{ epoch: 2, position: [7, 0, 0] }]);
    expect(publishesOf(after).map((p) => decodeItem(p.payload).position[0])).toEqual([7]);
  });
});

describe("who joins, and who understands:", () => {
  test("[ITEM-11] [ROOM-2] a joiner gets every item with its owner after PRESENCE, then the blocks with the next tick", () => {
    const { square, a, enter } = playground();
    a.frame(claim(1, 0, PHYSICS), { kind: "item", message: block(1, 1, { position: [2, 0, 0] }) });
    for (let count = 0; count < 31; count++) {
      a.frame(spawn("box"));
      square.pass(250);
    }
    const joiner = enter("joiner");
    const first = joiner.heard();
    const kinds = first.sections.map((s) => s.kind);
    expect(kinds).toEqual(["room", "presence", "itemSpawn", "itemSpawn"]);
    const told = ofKind(first, "itemSpawn").flatMap(({ items }) => items);
    expect(told).toHaveLength(32);
    expect(told[0]).toMatchObject({ item: 1, owner: a.sid, mode: "physics", epoch: 1 });
    square.pass(60);
    const blocks = blocksOf(joiner.heard());
    expect(blocks).toHaveLength(32);
    expect(blocks[0]).toMatchObject({ item: 1, epoch: 1, position: [2, 0, 0] });
  });

  test("[CARRIER-6] as many of the longest items as there can be still fit their frames", () => {
    const square = new Square();
    const long = "\u5e83".repeat(64);
    const data = "\u5e83".repeat(1022);
    for (let user = 0; user < 8; user++) {
      const maker = square.enter(`u${user}`, { capabilities: ALL_CAPABILITIES, role: "member" });
      for (let made = 0; made < 32; made++) maker.frame(spawn(long, { id: long, data }));
    }
    expect(square.room.items.byId.size).toBe(256);
    const joiner = square.enter("joiner", { capabilities: ALL_CAPABILITIES });
    const heard = joiner.heard();
    expect(ofKind(heard, "itemSpawn").flatMap(({ items }) => items)).toHaveLength(256);
    for (const packet of heard.packets)
      if (packet.type === "frame") expect(packet.body.length).toBeLessThanOrEqual(65_535);
  });

  test("[NEG-3] without the capability nothing of items is sent or taken", () => {
    const { square, a } = playground();
    const blind = square.enter("blind", {
      capabilities: ALL_CAPABILITIES & ~Capability.items,
      role: "member",
    });
    blind.heard();
    blind.frame(spawn("box"), claim(1, 0));
    a.frame(claim(1, 0), { kind: "item", message: block(1, 1) });
    square.pass(60);
    expect(blind.heard().sections).toEqual([]);
    expect(square.room.items.byId.size).toBe(1);
    expect(square.room.items.byId.get(1)?.ownership).toMatchObject({ owner: a.sid });
  });
});

describe("[PLAIN-1] [ITEM-12] the plain view of items:", () => {
  const topic = (rest: string) => `r/rm_test/item/${rest}`;

  test("retained: what it is, whose it is and where it is, and empty when it is gone", () => {
    const { square, a } = playground();
    const plain = square.enter("plain");
    plain.subscribe(topic("#"));
    const retained = publishesOf(plain.heard());
    expect(retained.map((p) => [p.topicName, p.retain])).toEqual([
      [topic("1/info"), true],
      [topic("1/owner"), true],
      [topic("1"), true],
    ]);
    expect(jsonOf(retained[0])).toEqual({
      item: 1,
      kind: "ball",
      data: { colour: "red" },
      id: "mine",
      by: "usr_a",
    });
    expect(jsonOf(retained[1])).toEqual({ owner: null, mode: null, epoch: 0 });
    expect(decodeItem(retained[2]?.payload ?? new Uint8Array(0))).toMatchObject({
      item: 1,
      position: [0, 1, 0],
    });
    a.frame(claim(1, 0), { kind: "item", message: block(1, 1, { position: [3, 0, 0] }) });
    square.pass(120);
    const told = publishesOf(plain.heard());
    expect(jsonOf(told[0])).toEqual({ owner: a.sid, mode: "hold", epoch: 1 });
    expect(decodeItem(told[1]?.payload ?? new Uint8Array(0))).toMatchObject({
      epoch: 1,
      position: [3, 0, 0],
    });
    expect([told.length, told[1]?.qos]).toEqual([2, 0]);
    a.frame({ kind: "itemRelease", message: block(1, 1) });
    square.pass(120);
    expect(publishesOf(plain.heard()).map((p) => [p.topicName, p.qos])).toEqual([
      [topic("1/owner"), 1],
      [topic("1"), 1],
    ]);
    a.frame({ kind: "itemDespawn", message: { item: 1 } });
    expect(publishesOf(plain.heard()).map((p) => [p.topicName, p.payload.length])).toEqual([
      [topic("1"), 0],
      [topic("1/info"), 0],
      [topic("1/owner"), 0],
    ]);
    const later = square.enter("later");
    later.subscribe(topic("#"));
    expect(publishesOf(later.heard())).toEqual([]);
  });

  test("a plain client makes, claims, moves, lets go and takes away, and extended ones see it", () => {
    const { square, a } = playground();
    const plain = square.enter("plain", { version: 5, role: "member" });
    plain.heard();
    const does = (rest: string, payload: string | Uint8Array) => {
      plain.publish(topic(rest), payload, { qos: 1 });
      square.pass(60);
      return codesOf(plain.heard())[0];
    };
    expect(does("new", '{"kind":"cup","position":[1,0,1]}')).toBe(0);
    expect(ofKind(a.heard(), "itemSpawn")).toMatchObject([
      { items: [{ item: 2, kind: "cup", by: "usr_plain" }] },
    ]);
    expect(does("2/claim", "")).toBe(0);
    // A plain client has no room clock: its own times do not count.
    expect(does("2", block(2, 1, { position: [2, 0, 0], tMs: 65_000 }))).toBe(0);
    expect(does("2", block(2, 1, { position: [3, 0, 0], tMs: 1 }))).toBe(0);
    expect(does("2/release", "")).toBe(0);
    const heard = a.heard();
    expect(ofKind(heard, "itemOwner").map((o) => [o.owner, o.epoch])).toEqual([
      [plain.sid, 1],
      [0, 2],
    ]);
    expect(blocksOf(heard).map((b) => [b.epoch, b.position[0]])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(does("2/claim", '{"mode":"physics","epoch":2}')).toBe(0);
    expect(does("2/release", block(2, 3, { position: [4, 0, 0] }))).toBe(0);
    expect(does("2", "")).toBe(0);
    expect(ofKind(a.heard(), "itemDespawn")).toEqual([{ item: 2 }]);
  });

  test("what cannot be is answered with its reason code", () => {
    const { square, a } = playground();
    const plain = square.enter("plain", { version: 5 });
    plain.heard();
    a.frame(claim(1, 0));
    const rows: [rest: string, payload: string | Uint8Array, code: number][] = [
      ["1/claim", "", 0x83],
      ["1/claim", '{"epoch":0}', 0x83],
      ["9/claim", "", 0x90],
      ["1/claim", "{", 0x99],
      ["1", block(1, 1), 0x87],
      ["1", block(2, 1), 0x99],
      ["1", "x", 0x99],
      ["9", block(9, 1), 0x90],
      ["1/release", "", 0x87],
      ["new", '{"kind":"cup","position":[1,0,1]}', 0x87],
      ["new", "cup", 0x99],
      ["1", "", 0x87],
      ["0", block(1, 1), 0x87],
      ["01", block(1, 1), 0x87],
      ["65536", block(1, 1), 0x87],
      ["1/owner", "{}", 0x87],
      ["1/info", "{}", 0x87],
    ];
    for (const [rest, payload, code] of rows) {
      plain.publish(topic(rest), payload, { qos: 1 });
      expect([rest, payload, codesOf(plain.heard())]).toEqual([rest, payload, [code]]);
    }
    for (let count = 0; count < 20; count++) plain.publish(topic("9/claim"), "", { qos: 1 });
    expect(codesOf(plain.heard()).at(-1)).toBe(0x97);
  });

  test("it hears blocks at most ten times a second, its own too unless it asked for No Local", () => {
    const { square } = playground();
    const [mover, deaf] = [square.enter("mover"), square.enter("deaf", { version: 5 })];
    mover.subscribe(topic("1"));
    deaf.subscribe(topic("1"), { noLocal: true });
    mover.publish(topic("1/claim"), "");
    square.pass(120);
    for (const client of [mover, deaf]) client.heard();
    let told = 0;
    for (let count = 0; count < 40; count++) {
      mover.publish(topic("1"), block(1, 1, { position: [count / 10, 0, 0] }));
      square.pass(25);
      told += publishesOf(mover.heard()).length;
    }
    expect(told).toBeGreaterThanOrEqual(9);
    expect(told).toBeLessThanOrEqual(11);
    expect(publishesOf(deaf.heard()).length).toBe(told);
    mover.publish(topic("1/release"), "");
    deaf.publish(topic("1/claim"), "");
    square.pass(120);
    deaf.heard();
    deaf.publish(topic("1"), block(1, 3));
    square.pass(120);
    expect(publishesOf(deaf.heard())).toEqual([]);
  });
});
