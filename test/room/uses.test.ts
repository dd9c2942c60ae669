// Items that are things of the catalog: who may not use one makes none of it, and takes none along when that changes.

import { describe, expect, test } from "bun:test";
import { createUses, USES_ASKED_MAX } from "../../room/uses.ts";
import { createLog } from "../../shared/http/log.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import type { UpSection } from "../../shared/protocol/ext/registry.ts";
import { type AssetId, assetIdSchema } from "../../shared/schema/ids.ts";
import { ALL_CAPABILITIES, type Heard, jsonOf, publishesOf, Square } from "./support.ts";

const LANTERN = assetIdSchema.parse("ast_lantern");
const spawn = (kind: string): UpSection => ({
  kind: "itemSpawn",
  message: { kind, position: [0, 1, 0], rotation: [0, 0, 0, 1] },
});
const madeIn = ({ sections }: Heard) =>
  sections.flatMap((s) =>
    s.kind === "itemSpawn" ? s.message.items.map(({ kind, by }) => `${kind} ${by}`) : [],
  );
const takenAwayIn = ({ sections }: Heard) =>
  sections.flatMap((s) => (s.kind === "itemDespawn" ? [s.message.item] : []));
const noticesIn = ({ sections }: Heard) =>
  sections.flatMap((s) => (s.kind === "notice" ? [s.message.code] : []));

type Answer = (user: string, asset: AssetId) => Promise<boolean | null>;

/** A room with two members, whose host asks `answer`. `obey` carries out what the room asked for. */
function shop(answer: Answer) {
  const square = new Square();
  const log = createLog({ process: "room", format: "json", nowMs: Date.now, write: () => {} });
  const uses = createUses({
    log,
    nowMs: () => square.nowMs,
    rooms: { get: () => square.room, all: () => [square.room] },
    mayUse: (_room, user, asset) => answer(user, asset),
  });
  const enter = (name: string) => square.enter(name, { capabilities: ALL_CAPABILITIES, role: "member" });
  const [maker, watcher] = [enter("maker"), enter("watcher")];
  for (const client of [maker, watcher]) client.heard();
  square.out.length = 0;
  const obey = () =>
    Promise.all(
      square.out.splice(0).map((effect) => (effect.kind === "ask-use" ? uses.make(effect) : undefined)),
    );
  return { square, uses, maker, watcher, obey };
}

describe("[ITEM-13] an item that is a thing of the catalog", () => {
  test("is made when the origin says that its maker may use it, and not before", async () => {
    const asked: string[] = [];
    const { square, maker, watcher, obey } = shop(async (user, asset) => {
      asked.push(`${user} ${asset}`);
      return true;
    });
    maker.frame(spawn(LANTERN));
    expect([madeIn(watcher.heard()), square.room.items.byId.size]).toEqual([[], 0]);
    await obey();
    expect(asked).toEqual([`usr_maker ${LANTERN}`]);
    expect(madeIn(watcher.heard())).toEqual([`${LANTERN} usr_maker`]);
    expect(noticesIn(maker.heard())).toEqual([]);
  });

  test("is not made by who may not use it, who is told each time", async () => {
    const { square, maker, watcher, obey } = shop(async () => false);
    for (let time = 0; time < 2; time++) {
      maker.frame(spawn(LANTERN));
      await obey();
      expect(noticesIn(maker.heard())).toEqual([NoticeCode.notAllowed]);
    }
    expect([madeIn(watcher.heard()), square.room.items.byId.size]).toEqual([[], 0]);
  });

  test("is not made while the origin is away", async () => {
    const { square, maker, obey } = shop(async () => Promise.reject(new Error("away")));
    maker.frame(spawn(LANTERN));
    await obey();
    expect([noticesIn(maker.heard()), square.room.items.byId.size]).toEqual([[NoticeCode.notAllowed], 0]);
  });

  test("is made at once where there is nobody to ask, and a word of the application's is asked about by nobody", async () => {
    const { maker, watcher, obey, square } = shop(async () => null);
    maker.frame(spawn("ball"), spawn("ast_Not an id"));
    expect(square.out).toEqual([]);
    expect(madeIn(watcher.heard())).toEqual(["ball usr_maker", "ast_Not an id usr_maker"]);
    maker.frame(spawn(LANTERN));
    await obey();
    expect(madeIn(watcher.heard())).toEqual([`${LANTERN} usr_maker`]);
  });

  test("is made by nobody who left while it was asked for", async () => {
    const answer = Promise.withResolvers<boolean>();
    const { square, maker, watcher, obey } = shop(() => answer.promise);
    maker.frame(spawn(LANTERN));
    const obeyed = obey();
    maker.leave();
    answer.resolve(true);
    await obeyed;
    expect([madeIn(watcher.heard()), square.room.items.byId.size]).toEqual([[], 0]);
  });

  test("is not made in a room that is on its way to another host", async () => {
    const { square, maker, obey } = shop(async () => true);
    maker.frame(spawn(LANTERN));
    square.room.phase = "moving";
    await obey();
    expect([noticesIn(maker.heard()), square.room.items.byId.size]).toEqual([[NoticeCode.notAllowed], 0]);
  });

  test("counts among the items one may make a second, however it is answered", async () => {
    const { square, maker } = shop(async () => true);
    for (let count = 0; count < 40; count++) maker.frame(spawn(LANTERN));
    expect(square.out).toHaveLength(32);
    expect(noticesIn(maker.heard())).toEqual([NoticeCode.itemTooFast]);
  });

  test("is asked about of the origin so many times at once, and no more", async () => {
    const answer = Promise.withResolvers<boolean>();
    let asked = 0;
    const { square, maker, obey } = shop(() => {
      asked += 1;
      return answer.promise;
    });
    for (let burst = 0; burst < 3; burst++) {
      for (let count = 0; count < 32; count++) maker.frame(spawn(LANTERN));
      square.pass(8_000);
    }
    expect(square.out.length).toBe(3 * 32);
    const obeyed = obey();
    expect(asked).toBe(USES_ASKED_MAX);
    answer.resolve(false);
    await obeyed;
    const told = noticesIn(maker.heard());
    expect(told.filter((code) => code === NoticeCode.itemTooFast)).toHaveLength(3 * 32 - USES_ASKED_MAX);
  });

  test("is told to a plain client as any other", async () => {
    const { square, maker, obey } = shop(async () => true);
    const plain = square.enter("plain", { version: 5, role: "member" });
    plain.subscribe("r/rm_test/item/+/info");
    plain.heard();
    maker.frame(spawn(LANTERN));
    await obey();
    expect(jsonOf(publishesOf(plain.heard())[0])).toMatchObject({ kind: LANTERN, by: "usr_maker" });
    plain.publish("r/rm_test/item/new", JSON.stringify({ kind: LANTERN, position: [0, 0, 0] }), { qos: 1 });
    await obey();
    expect(square.room.items.byId.size).toBe(2);
  });

  test("goes when its maker may use it no more, and that of others stays", async () => {
    const allowed = new Set(["usr_maker", "usr_watcher"]);
    const { square, uses, maker, watcher, obey } = shop(async (user) => allowed.has(user));
    for (const client of [maker, watcher]) client.frame(spawn(LANTERN));
    maker.frame(spawn("ball"));
    await obey();
    watcher.heard();
    allowed.delete("usr_maker");
    await uses.lookAgain(assetIdSchema.parse("ast_other"));
    expect(takenAwayIn(watcher.heard())).toEqual([]);
    await uses.lookAgain(LANTERN);
    expect(takenAwayIn(watcher.heard())).toHaveLength(1);
    expect([...square.room.items.byId.values()].map(({ what, by }) => `${what.kind} ${by}`)).toEqual([
      "ball usr_maker",
      `${LANTERN} usr_watcher`,
    ]);
  });

  test("is looked at again with one question for each maker, however many are asked about to be made", async () => {
    const unanswered = Promise.withResolvers<boolean>();
    const other = assetIdSchema.parse("ast_other");
    const asked: string[] = [];
    let isTheirs = true;
    const { square, uses, maker, obey } = shop(async (user, asset) => {
      if (asset === other) return unanswered.promise;
      asked.push(user);
      return isTheirs;
    });
    for (let count = 0; count < 2; count++) maker.frame(spawn(LANTERN));
    await obey();
    for (let burst = 0; burst < 2; burst++) {
      square.pass(8_000);
      for (let count = 0; count < USES_ASKED_MAX / 2; count++) maker.frame(spawn(other));
    }
    const obeyed = obey();
    isTheirs = false;
    asked.length = 0;
    await uses.lookAgain(LANTERN);
    expect([asked, square.room.items.byId.size]).toEqual([["usr_maker"], 0]);
    unanswered.resolve(false);
    await obeyed;
  });

  test("stays where nobody can say", async () => {
    let isAway = false;
    const { square, uses, maker, obey } = shop(async () =>
      isAway ? Promise.reject(new Error("away")) : true,
    );
    maker.frame(spawn(LANTERN));
    await obey();
    isAway = true;
    await uses.lookAgain(LANTERN);
    expect(square.room.items.byId.size).toBe(1);
  });
});
