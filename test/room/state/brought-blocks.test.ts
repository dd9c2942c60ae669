import { describe, expect, test } from "bun:test";
import { bringBlocks } from "../../../room/state/brought-blocks.ts";
import type { ModUp } from "../../../shared/protocol/ext/mod.ts";
import { type UserId, userIdSchema } from "../../../shared/schema/ids.ts";
import { ALL_CAPABILITIES, type Client, type Heard, Square } from "../support.ts";

const EXTENDED = { capabilities: ALL_CAPABILITIES };
const user = (name: string): UserId => userIdSchema.parse(`usr_${name}`);
const bring = (square: Square, by: string, ...targets: string[]) =>
  bringBlocks(square.room, user(by), new Set(targets.map(user)));
const ask = (client: Client, op: "block" | "unblock", target: string): void =>
  client.frame({ kind: "mod", message: { op, target: user(target), reason: "" } as ModUp });
const modsOf = ({ sections }: Heard) =>
  sections.flatMap((s) => (s.kind === "mod" ? [`${s.message.by} ${s.message.op} ${s.message.target}`] : []));
const unheard = (client: Client): number[] => [...(client.actor.participant?.unheardBy ?? [])].sort();

describe("[BLOCK-5] blocks that users bring along", () => {
  test("hold both ways from before they enter, and of the two each is told of the other", () => {
    const square = new Square();
    const b = square.enter("b", EXTENDED);
    b.heard();
    bring(square, "a", "b", "elsewhere");
    const a = square.enter("a", EXTENDED);
    expect([unheard(a), unheard(b)]).toEqual([[b.actor.id], [a.actor.id]]);
    expect(modsOf(a.heard())).toEqual(["usr_a block usr_b"]);
    expect(modsOf(b.heard())).toEqual(["usr_a block usr_b"]);
  });

  test("hold whoever comes second", () => {
    const square = new Square();
    bring(square, "a", "b");
    const a = square.enter("a", EXTENDED);
    a.heard();
    bring(square, "b");
    const b = square.enter("b", EXTENDED);
    expect([unheard(a), unheard(b)]).toEqual([[b.actor.id], [a.actor.id]]);
    expect(modsOf(b.heard())).toEqual(["usr_a block usr_b"]);
  });

  test("change while both are here: told to the two, a third hears of nothing", () => {
    const square = new Square();
    const [a, b, c] = ["a", "b", "c"].map((name) => square.enter(name, EXTENDED)) as [Client, Client, Client];
    for (const client of [a, b, c]) client.heard();
    bring(square, "a", "b");
    expect([a, b, c].map((client) => modsOf(client.heard()))).toEqual([
      ["usr_a block usr_b"],
      ["usr_a block usr_b"],
      [],
    ]);
    bring(square, "a", "b");
    expect(modsOf(a.heard())).toEqual([]);
    bring(square, "a");
    expect([a, b, c].map(unheard)).toEqual([[], [], []]);
    expect([a, b, c].map((client) => modsOf(client.heard()))).toEqual([
      ["usr_a unblock usr_b"],
      ["usr_a unblock usr_b"],
      [],
    ]);
  });

  test("are beside those made here: neither takes the other back", () => {
    const square = new Square();
    const [a, b] = ["a", "b"].map((name) => square.enter(name, EXTENDED)) as [Client, Client];
    ask(a, "block", "b");
    bring(square, "a", "b");
    a.heard();
    bring(square, "a");
    expect(modsOf(a.heard())).toEqual([]);
    expect(unheard(a)).toEqual([b.actor.id]);
    bring(square, "a", "b");
    ask(a, "unblock", "b");
    expect(unheard(a)).toEqual([b.actor.id]);
    bring(square, "a");
    expect(unheard(a)).toEqual([]);
  });

  test("of one do not end those of the other", () => {
    const square = new Square();
    const [a, b] = ["a", "b"].map((name) => square.enter(name, EXTENDED)) as [Client, Client];
    bring(square, "a", "b");
    bring(square, "b", "a");
    bring(square, "a");
    expect([unheard(a), unheard(b)]).toEqual([[b.actor.id], [a.actor.id]]);
    bring(square, "b");
    expect([unheard(a), unheard(b)]).toEqual([[], []]);
  });
});
