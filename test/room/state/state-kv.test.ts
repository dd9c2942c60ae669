import { describe, expect, test } from "bun:test";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { NoticeCode } from "../../../shared/protocol/ext/notice.ts";
import type { UpSection } from "../../../shared/protocol/ext/registry.ts";
import {
  ANY_VERSION,
  type DecodedState,
  decodeStateValue,
  encodeStateValue,
  NO_VALUE,
  StateType,
} from "../../../shared/protocol/ext/state-kv.ts";
import { ReasonCode } from "../../../shared/protocol/reason-code.ts";
import { roleSchema } from "../../../shared/schema/role.ts";
import { ALL_CAPABILITIES, type Client, type Heard, publishesOf, Square } from "../support.ts";

const ROOM = 0;
const OWN = 1;

const set = (key: string, version: number, value: DecodedState | null, scope: 0 | 1 = ROOM): UpSection => ({
  kind: "stateSet",
  message: { scope, key, version, value: value === null ? NO_VALUE : encodeStateValue(value) },
});
const text = (value: string) => ({ type: "text", value }) as const;
const ofSize = (bytes: number) => ({ type: "bytes", value: new Uint8Array(bytes) }) as const;

/** What a client heard of keys: whose, which, version, value. */
const statesOf = (heard: Heard) =>
  heard.sections.flatMap((s) =>
    s.kind === "state"
      ? [[s.message.sid, s.message.key, s.message.version, decodeStateValue(s.message.value)?.value ?? null]]
      : [],
  );
const noticesOf = (heard: Heard) =>
  heard.sections.flatMap((s) => (s.kind === "notice" ? [s.message.code] : []));
const plainOf = (heard: Heard) =>
  publishesOf(heard).map((p) => [p.topicName, new TextDecoder().decode(p.payload)]);

function twoMembers() {
  const square = new Square();
  const enter = (name: string) => square.enter(name, { capabilities: ALL_CAPABILITIES, role: "member" });
  const [a, b] = [enter("a"), enter("b")];
  for (const client of [a, b]) client.heard();
  return { square, a, b, enter };
}

/** Fills in the background, so that the limits on what is sent do not matter. */
function fill(square: Square, client: Client, count: number, bytes: number, scope: 0 | 1 = ROOM): void {
  for (let index = 0; index < count; index++) {
    client.frame(set(`k${index}`, ANY_VERSION, ofSize(bytes), scope));
    square.pass(1_000);
    client.heard();
  }
}

describe("keys and values", () => {
  test("[STATE-7] screens are set by performers and up, cameras by staff and up, by either protocol; and heard by all", () => {
    const square = new Square();
    const seen = square.enter("seen", { capabilities: ALL_CAPABILITIES });
    const FROM = { "screen:main": "performer", "camera:1": "staff", screens: "member" } as const;
    for (const role of roleSchema.options)
      for (const [key, from] of Object.entries(FROM)) {
        const client = square.enter("client", { capabilities: ALL_CAPABILITIES, role });
        const plain = square.enter("plain", { version: 5, role });
        for (const each of [seen, client, plain]) each.heard();
        client.frame(set(key, ANY_VERSION, text(role)));
        plain.publish(`r/rm_test/state/${key}`, role, { qos: 1 });
        const [ack] = plain.heard().packets;
        const outcome = {
          told: statesOf(seen.heard()).length,
          notices: noticesOf(client.heard()),
          ack: ack?.type === "puback" ? ack.reasonCode : null,
        };
        const may = roleSchema.options.indexOf(role) >= roleSchema.options.indexOf(from);
        expect([role, key, outcome]).toEqual([
          role,
          key,
          may
            ? { told: 2, notices: [], ack: ReasonCode.success }
            : { told: 0, notices: [NoticeCode.notAllowed], ack: ReasonCode.notAuthorized },
        ]);
        for (const each of [client, plain]) each.leave();
      }
  });

  test("[STATE-3] a key is created with 0, changed with its version, and everybody hears the new one", () => {
    const { a, b } = twoMembers();
    a.frame(set("door", 0, text("open")));
    b.frame(
      set("door", 1, { type: "i32", value: -3 }),
      set("lamp", 0, { type: "json", value: { on: true } }),
    );
    const told = [
      [0, "door", 1, "open"],
      [0, "door", 2, -3],
      [0, "lamp", 3, { on: true }],
    ];
    expect(statesOf(a.heard())).toEqual(told);
    expect(statesOf(b.heard())).toEqual(told);
  });

  test("[STATE-3] of two that start from one version the first wins, the second is told what there is, each time", () => {
    const { a, b } = twoMembers();
    a.frame(set("door", 0, text("open")));
    for (const client of [a, b]) client.heard();
    a.frame(set("door", 1, text("shut")));
    for (let count = 0; count < 2; count++) b.frame(set("door", 1, text("ajar")));
    expect(statesOf(a.heard())).toEqual([[0, "door", 2, "shut"]]);
    const heard = b.heard();
    expect(statesOf(heard)).toEqual(Array.from({ length: 3 }, () => [0, "door", 2, "shut"]));
    expect(noticesOf(heard)).toEqual([15]);
    b.frame(set("door", ANY_VERSION, text("ajar")));
    expect(statesOf(a.heard())).toEqual([[0, "door", 3, "ajar"]]);
    b.frame(set("none", 7, text("x")));
    expect(statesOf(b.heard()).at(-1)).toEqual([0, "none", 0, null]);
  });

  test("[STATE-2] [STATE-3] an empty value deletes, and what is made anew has a version the old one never had", () => {
    const { square, a, b } = twoMembers();
    a.frame(set("door", 0, text("open")), set("door", 1, null));
    expect(statesOf(b.heard())).toEqual([
      [0, "door", 1, "open"],
      [0, "door", 2, null],
    ]);
    expect([square.room.state.store.kept.size, square.room.state.store.bytes]).toEqual([0, 0]);
    a.frame(set("door", 0, text("open")));
    b.frame(set("door", 1, text("late")));
    expect(statesOf(a.heard()).at(-1)).toEqual([0, "door", 3, "open"]);
    a.frame(set("never", 0, null));
    expect(statesOf(a.heard())).toEqual([]);
  });

  test("[STATE-2] an empty value deletes whatever type it claims to be of", () => {
    const { a, b } = twoMembers();
    for (const type of Object.values(StateType)) {
      a.frame(set("door", ANY_VERSION, text("open")));
      b.heard();
      const value = { type, bytes: new Uint8Array(0) };
      a.frame({ kind: "stateSet", message: { scope: 0, key: "door", version: ANY_VERSION, value } });
      const states = b
        .heard()
        .sections.flatMap((section) => (section.kind === "state" ? [section.message] : []));
      expect([type, ...states.map((state) => state.value)]).toEqual([type, NO_VALUE]);
    }
  });

  test("[STATE-1] [RIGHT-1] a participant's own keys are its own; guests have those, but set none of the room's", () => {
    const { square, a, b } = twoMembers();
    const guest = square.enter("guest", { capabilities: ALL_CAPABILITIES });
    for (const client of [a, guest]) client.heard();
    guest.frame(set("door", 0, text("open")), set("mood", 0, text("glad"), OWN));
    a.frame(set("mood", 0, text("calm"), OWN));
    expect(noticesOf(guest.heard())).toEqual([6]);
    expect(statesOf(b.heard())).toEqual([
      [guest.sid, "mood", 1, "glad"],
      [a.sid, "mood", 2, "calm"],
    ]);
  });

  test("[STATE-4] [ROOM-2] a joiner hears every key there is after PRESENCE, in as many frames as it takes", () => {
    const { square, a, enter } = twoMembers();
    a.frame(set("mood", 0, text("calm"), OWN));
    fill(square, a, 40, 4000);
    const heard = enter("joiner").heard();
    expect(heard.sections.slice(0, 3).map((s) => s.kind)).toEqual(["room", "presence", "state"]);
    const told = statesOf(heard);
    expect(told).toHaveLength(41);
    expect(told.map(([, key]) => key).sort()).toEqual(
      ["mood", ...Array.from({ length: 40 }, (_, n) => `k${n}`)].sort(),
    );
    expect(told.find(([, key]) => key === "mood")).toEqual([a.sid, "mood", 1, "calm"]);
  });

  test("[STATE-5] who leaves takes its own keys along: PRESENCE for extended clients, empty messages for plain ones", () => {
    const { square, a, b, enter } = twoMembers();
    const plain = square.enter("plain");
    plain.subscribe("r/rm_test/own/#");
    a.frame(set("mood", 0, text("calm"), OWN), set("door", 0, text("open")));
    for (const client of [b, plain]) client.heard();
    a.leave();
    expect(statesOf(b.heard())).toEqual([]);
    expect(plainOf(plain.heard())).toEqual([[`r/rm_test/own/${a.sid}/mood`, ""]]);
    expect(square.room.state.ownBytes).toBe(0);
    expect(statesOf(enter("joiner").heard())).toEqual([[0, "door", 2, "open"]]);
  });

  test("[STATE-2] the 257th key, and more than 256 KiB, are refused until there is room again", () => {
    const { square, a } = twoMembers();
    fill(square, a, 256, 1);
    const code = (section: UpSection): number[] => {
      a.frame(section);
      return noticesOf(a.heard());
    };
    expect(code(set("one-more", 0, text("x")))).toEqual([16]);
    a.frame(set("k0", ANY_VERSION, null), set("one-more", 0, text("x")));
    expect(square.room.state.store.kept.has("one-more")).toBe(true);

    const large = twoMembers();
    fill(large.square, large.a, 70, 4096);
    // 256 KiB, keys counted: 63 values of 4,096 bytes fit, a 64th would not.
    expect(large.square.room.state.store.kept.size).toBe(63);
    expect(large.square.room.state.store.bytes).toBeLessThanOrEqual(256 * 1024);
    large.a.frame(set("k1", ANY_VERSION, text("small")), set("small", 0, text("x")));
    expect(large.square.room.state.store.kept.has("small")).toBe(true);
  });

  test("[STATE-2] one participant keeps 16 keys and 8 KiB, all of them together 256 KiB", () => {
    const { square, a, b } = twoMembers();
    fill(square, a, 17, 1, OWN);
    expect(a.actor.participant?.ownState.kept.size).toBe(16);
    fill(square, b, 3, 4000, OWN);
    expect(b.actor.participant?.ownState.kept.size).toBe(2);
    expect(square.room.state.ownBytes).toBe((a.actor.participant?.ownState.bytes ?? 0) + 8004);
    square.room.state.ownBytes = 256 * 1024 - 10;
    b.frame(set("k1", ANY_VERSION, null, OWN));
    square.room.state.ownBytes = 256 * 1024 - 10;
    b.frame(set("k9", ANY_VERSION, text("123456789"), OWN));
    expect(b.actor.participant?.ownState.kept.has("k9")).toBe(false);
    b.frame(set("k9", ANY_VERSION, text("12345678"), OWN));
    expect(b.actor.participant?.ownState.kept.has("k9")).toBe(true);
  });

  test("[LIMIT-3] values beyond 64 KiB at once and 8 KiB a second are dropped", () => {
    const { square, a } = twoMembers();
    const send = () => {
      a.frame(set("k", ANY_VERSION, ofSize(4000)));
      const heard = a.heard();
      return statesOf(heard).length === 1;
    };
    const taken = Array.from({ length: 20 }, send).filter((wasTaken) => wasTaken).length;
    expect(taken).toBe(16);
    square.pass(500);
    expect([send(), send()]).toEqual([true, false]);
  });

  test("[NEG-3] without the capability no key is sent or taken", () => {
    const { square, a } = twoMembers();
    const blind = square.enter("blind", {
      capabilities: ALL_CAPABILITIES & ~Capability.state,
      role: "member",
    });
    a.frame(set("door", 0, text("open")));
    blind.frame(set("lamp", 0, text("on")));
    expect(statesOf(blind.heard())).toEqual([]);
    expect([...square.room.state.store.kept.keys()]).toEqual(["door"]);
  });

  test("[APP-2] the own keys of who one must not see are not told, on joining neither", () => {
    const { square, a, b, enter } = twoMembers();
    b.subscribe("r/rm_test/own/#");
    b.heard();
    const { participant } = a.actor;
    if (participant !== null) participant.unheardBy = new Set([b.actor.id, b.actor.id + 1]);
    a.frame(set("mood", 0, text("rude"), OWN), set("door", 0, text("open")));
    const heard = b.heard();
    expect(statesOf(heard)).toEqual([[0, "door", 2, "open"]]);
    b.subscribe("r/rm_test/own/+/mood");
    expect([plainOf(heard), plainOf(b.heard())]).toEqual([[], []]);
    expect(statesOf(enter("blocked-too").heard())).toEqual([[0, "door", 2, "open"]]);
    expect(statesOf(enter("friend").heard())).toHaveLength(2);
    expect(square.room.participants.size).toBe(4);
  });
});

describe("[PLAIN-1] [STATE-6] the plain view of keys", () => {
  test("retained values; numbers in decimal; empty when deleted", () => {
    const { square, a } = twoMembers();
    a.frame(set("door", 0, text("open")), set("count", 0, { type: "i32", value: -7 }));
    const plain = square.enter("plain");
    plain.subscribe("r/rm_test/state/+");
    const retained = plain.heard();
    expect(publishesOf(retained).every((p) => p.retain)).toBe(true);
    expect(plainOf(retained)).toEqual([
      ["r/rm_test/state/door", "open"],
      ["r/rm_test/state/count", "-7"],
    ]);
    a.frame(set("ratio", 0, { type: "f64", value: 0.25 }), set("door", 1, null));
    expect(plainOf(plain.heard())).toEqual([
      ["r/rm_test/state/ratio", "0.25"],
      ["r/rm_test/state/door", ""],
    ]);
  });

  test("a plain client sets whatever version there is, and extended ones hear what it reads as", () => {
    const { square, a } = twoMembers();
    const plain = square.enter("plain", { version: 5, role: "member" });
    a.heard();
    for (const [rest, payload] of [
      ["state/door", "open"],
      ["state/door", '{"by":"あき"}'],
      ["state/door", Uint8Array.of(0xff)],
      ["own/me/mood", "7"],
      ["state/door", ""],
    ] as const)
      plain.publish(`r/rm_test/${rest}`, payload);
    expect(statesOf(a.heard())).toEqual([
      [0, "door", 1, "open"],
      [0, "door", 2, { by: "あき" }],
      [0, "door", 3, Uint8Array.of(0xff)],
      [plain.sid, "mood", 4, 7],
      [0, "door", 5, null],
    ]);
  });

  test("what cannot be is answered with its reason code", () => {
    const { square, a } = twoMembers();
    const guest = square.enter("guest", { version: 5 });
    guest.heard();
    for (const [rest, payload, code] of [
      ["state/door", "open", 0x87],
      ["own/me/mood", "glad", 0],
      ["own/me/mood", new Uint8Array(4097), 0x99],
      ["own/me/big", new Uint8Array(4096), 0],
      ["own/me/big2", new Uint8Array(4096), 0x97],
      [`own/${a.sid}/mood`, "glad", 0x87],
      ["own/me", "glad", 0x87],
      ["own/me/a b", "glad", 0x87],
      ["state/a/b", "open", 0x87],
      ["state", "open", 0x87],
    ] as const) {
      guest.publish(`r/rm_test/${rest}`, payload, { qos: 1 });
      expect([rest, ...guest.heard().packets]).toMatchObject([rest, { type: "puback", reasonCode: code }]);
    }
  });
});
