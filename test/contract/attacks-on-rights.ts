// Attacks on who may what: credentials, tickets, sessions, wills and the extension's grants. A part of attacks.ts, on a host with
// tickets.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import {
  formatHello,
  formatRequest,
  PROPERTY_NAME,
  parseGrant,
  TOPIC_DOWN,
  TOPIC_UP,
} from "../../shared/protocol/ext/hello.ts";
import { encodeUp } from "../../shared/protocol/ext/registry.ts";
import { type ConnectPacket, encodePacket, type Packet, userProperty } from "../../shared/protocol/packet.ts";
import { type RoomId, roomIdSchema, type UserId } from "../../shared/schema/ids.ts";
import { startTicketedHost, type TicketedHost } from "../room/host.ts";
import { ALL_CAPABILITIES, SPEC } from "../room/support.ts";
import { eventually } from "../support/eventually.ts";
import {
  bytesOf,
  connectPacket,
  publishesOf,
  publishPacket,
  rawPacket,
  subscribePacket,
  text,
  textOf,
} from "./packets.ts";
import type { RawConnection, Transport } from "./raw-connection.ts";
import { type Stage, setStage } from "./stage.ts";

const VERSIONS = [4, 5] as const;
const STRANGERS_MAX = 512;
const OTHER_ROOM = roomIdSchema.parse("rm_other");
const ROOM = `r/${SPEC.room}`;
const kept = { clean: false, properties: { sessionExpiryInterval: 100 } };
const textsOn = (packets: readonly Packet[], topicName: string) =>
  publishesOf(packets).flatMap((p) => (p.topicName === topicName ? [textOf(p.payload)] : []));

export function attacksOnRights(transport: Transport): void {
  describe("on rights:", () => {
    let host: TicketedHost;
    let stage: Stage;
    let end: () => void;
    beforeAll(async () => {
      host = await startTicketedHost({ ...SPEC, capacity: 100 }, { ...SPEC, room: OTHER_ROOM });
    }, 20_000);
    afterAll(async () => void (await host.stop()), 20_000);
    beforeEach(() => {
      ({ stage, end } = setStage(transport, host));
    });
    afterEach(() => end());

    type TicketOptions = Parameters<TicketedHost["ticket"]>[1];
    const credentials = async (user: string, options?: TicketOptions) => ({
      username: "x",
      password: bytesOf(await host.ticket(user, options)),
    });
    /** A participant of 5.0. */
    const enter = async (user: string, over: Partial<ConnectPacket> = {}, options?: TicketOptions) =>
      stage.enter(5, { clientId: user, ...(await credentials(user, options)), ...over });
    const mod = async (moderator: RawConnection, message: object) => {
      moderator.send(publishPacket(`${ROOM}/mod/me`, JSON.stringify(message), { qos: 1 }));
      const answer = (await moderator.settle()).find((p) => p.type === "puback");
      expect([message, answer]).toMatchObject([message, { reasonCode: 0 }]);
    };
    const moderator = () => enter("moderator", {}, { participant: { role: "moderator" } });

    test("[LIMIT-7] one address has 512 connections without a ticket, and one more is closed at once", async () => {
      const strangers = await Promise.all(Array.from({ length: STRANGERS_MAX }, () => stage.open(5)));
      const over = await stage.open(5);
      await over.closed(2_000);
      expect(over.packets).toEqual([]);
      // Whoever shows a ticket frees their place, and so does who leaves.
      strangers[0]?.send(connectPacket(5, await credentials("first")));
      await strangers[0]?.hears(1);
      const next = await stage.open(5);
      next.send(connectPacket(5, await credentials("next")));
      expect(await next.hears(1)).toMatchObject([{ type: "connack", reasonCode: 0 }]);
    }, 15_000);

    test("[LIMIT-1] more than 16 KiB behind a CONNECT that was not answered yet are 0x95", async () => {
      const connect = encodePacket(connectPacket(5, await credentials("eager")), 5);
      const behind = encodePacket(publishPacket("t", new Uint8Array(17 * 1024)), 5);
      expect(await stage.refusal(5, Uint8Array.from([...connect, ...behind]))).toMatch(/^20[0-9a-f]{2}0095/);
    });

    test("[TICKET-1] every combination of absent credentials is refused: 0x86, and 4 in 3.1.1", async () => {
      const empty = new Uint8Array(0);
      for (const version of VERSIONS)
        for (const absent of [
          {},
          { username: "guest" },
          { username: "" },
          { username: "guest", password: empty },
          { username: "", password: empty },
        ]) {
          const client = await stage.open(version);
          client.send(connectPacket(version, absent));
          await client.closed();
          const [answer, ...more] = client.packets;
          expect([absent, answer, more]).toMatchObject([
            absent,
            { type: "connack", reasonCode: version === 5 ? 0x86 : 4 },
            [],
          ]);
        }
      // A password without a user name, which only 5.0 allows and mqtt-packet does not write: absent, and a ticket.
      const alone = (password: string) =>
        rawPacket(0x10, text("MQTT"), 5, 0x42, 0, 60, 0, text("alone"), text(password));
      expect(await stage.refusal(5, alone(""))).toMatch(/^20[0-9a-f]{2}0086/);
      const client = await stage.open(5);
      client.write(alone(await host.ticket("alone")));
      expect(await client.hears(1)).toMatchObject([{ type: "connack", reasonCode: 0 }]);
    });

    test("[TICKET-1] forged, expired, foreign and garbled tickets are refused: 0x87 (3.1.1: 5), or 0x9C (3)", async () => {
      const good = await host.ticket("eve");
      const tickets = {
        forged: await host.ticket("eve", { key: "other" }),
        expired: await host.ticket("eve", { signedAtMs: Date.now() - 700_000 }),
        early: await host.ticket("eve", { signedAtMs: Date.now() + 700_000 }),
        foreign: await host.ticket("eve", { host: "hst_another" as never }),
        cut: good.slice(0, -4),
        unsigned: `${btoa('{"alg":"none","typ":"ticket+jwt"}')}.${good.split(".")[1]}.`,
        garbled: "not a ticket",
        long: "x".repeat(5_000),
      };
      for (const [name, ticket] of Object.entries(tickets))
        for (const version of VERSIONS) {
          const client = await stage.open(version);
          client.send(connectPacket(version, { username: "x", password: bytesOf(ticket) }));
          const [v5, v3] = name === "foreign" ? [0x9c, 3] : [0x87, 5];
          await client.closed();
          expect([name, ...client.packets]).toMatchObject([
            name,
            { type: "connack", reasonCode: version === 5 ? v5 : v3 },
          ]);
        }
    });

    test("[TICKET-1] an empty user, or one with a wildcard, a slash or another's prefix in it, is nobody, even in a ticket that is signed", async () => {
      for (const user of [
        "",
        "usr_",
        "#",
        "+",
        "usr_+",
        "usr_#",
        "usr_a/b",
        "usr_a/../b",
        "$SYS",
        "rm_test",
      ]) {
        const ticket = await host.ticket("eve", { participant: { user: user as UserId } });
        const client = await stage.open(5);
        client.send(connectPacket(5, { username: "x", password: bytesOf(ticket) }));
        await client.closed();
        expect([user, ...client.packets]).toMatchObject([user, { type: "connack", reasonCode: 0x87 }]);
      }
      for (const room of ["", "#", "+", "rm_+", "rm_test/x", "rm_test/#"]) {
        const ticket = await host.ticket("eve", { room: room as RoomId });
        const client = await stage.open(5);
        client.send(connectPacket(5, { username: "x", password: bytesOf(ticket) }));
        await client.closed();
        expect([room, ...client.packets]).toMatchObject([room, { type: "connack", reasonCode: 0x87 }]);
      }
    });

    test("[TICKET-1] a user name that would be a right elsewhere is read for nothing: the ticket alone says who and where", async () => {
      for (const username of ["", "#", "+", "moderator", "usr_moderator", "a/b"]) {
        const client = await enter(`plain-${username.length}`, { username });
        client.send(
          subscribePacket("#"),
          subscribePacket("r/+/chat"),
          subscribePacket(`r/${OTHER_ROOM}/chat`),
        );
        expect(await client.settle()).toMatchObject([1, 2, 3].map(() => ({ reasonCodes: [0x87] })));
        client.send(
          publishPacket(`${ROOM}/mod/me`, '{"op":"kick","target":"usr_moderator"}', { qos: 1 }),
          publishPacket(`${ROOM}/presence/1`, "x", { qos: 1, retain: true }),
          publishPacket(`r/${OTHER_ROOM}/chat`, "x", { qos: 1 }),
        );
        expect(await client.settle()).toMatchObject(
          [1, 2, 3].map(() => ({ type: "puback", reasonCode: 0x87 })),
        );
      }
    });

    test("[TICKET-1] [MQTT-4] a session is no ticket: coming back to it takes a good one, of its own user", async () => {
      const first = await enter("owner", kept);
      first.send(subscribePacket(`${ROOM}/chat`, 1));
      await first.settle();
      first.drop();
      for (const [options, code] of [
        [{ signedAtMs: Date.now() - 700_000 }, "87"],
        [{ key: "other" }, "87"],
      ] as const) {
        const back = connectPacket(5, {
          ...kept,
          clientId: "owner",
          ...(await credentials("owner", options)),
        });
        expect(await stage.refusal(5, back)).toMatch(new RegExp(`^20[0-9a-f]{2}00${code}`));
      }
      const noTicket = connectPacket(5, { ...kept, clientId: "owner" });
      expect(await stage.refusal(5, noTicket)).toMatch(/^20[0-9a-f]{2}0086/);
      const thief = await enter("thief", { ...kept, clientId: "owner" });
      expect(thief.packets[0]).toMatchObject({ sessionPresent: false });
      const back = await enter("owner", kept);
      expect(back.packets[0]).toMatchObject({ sessionPresent: true });
    });

    test("[MQTT-4] a ticket for another room takes nothing along: neither session nor subscriptions nor what was kept", async () => {
      const first = await enter("mover", kept);
      first.send(subscribePacket(`${ROOM}/#`, 1));
      await first.settle();
      first.drop();
      const moved = await enter("mover", kept, { room: OTHER_ROOM });
      expect(moved.packets[0]).toMatchObject({ sessionPresent: false });
      const talker = await enter("talker");
      talker.send(publishPacket(`${ROOM}/chat`, "for those who are here", { qos: 1 }));
      await talker.settle();
      expect(publishesOf(await moved.settle())).toEqual([]);
      moved.send(subscribePacket(`${ROOM}/chat`), publishPacket(`${ROOM}/chat`, "x", { qos: 1 }));
      expect(await moved.settle()).toMatchObject([{ reasonCodes: [0x87] }, { reasonCode: 0x87 }]);
    });

    test("[MOD-5] [STATE-5] what somebody retained is gone when they are banned, and so is their way back, session or not", async () => {
      const [staff, guest, watcher] = [await moderator(), await enter("guest", kept), await enter("watcher")];
      watcher.send(subscribePacket(`${ROOM}/own/#`, 1), subscribePacket(`${ROOM}/presence/#`, 1));
      guest.send(
        subscribePacket(`${ROOM}/chat`, 1),
        publishPacket(`${ROOM}/own/me/flag`, "mine", { qos: 1 }),
      );
      await guest.settle();
      const own =
        publishesOf(await watcher.settle()).find((p) => p.topicName.endsWith("/flag"))?.topicName ?? "";
      await mod(staff, { op: "ban", target: "usr_guest" });
      expect((await guest.ending()).at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x98 });
      expect(textsOn(await watcher.settle(), own)).toEqual([""]);
      const late = await enter("late");
      late.send(subscribePacket(`${ROOM}/own/#`, 1), subscribePacket(`${ROOM}/presence/#`, 1));
      const heard = publishesOf(await late.settle()).map((p) => textOf(p.payload));
      expect(heard.filter((payload) => payload.includes("usr_guest") || payload === "mine")).toEqual([]);
      for (const version of VERSIONS) {
        const back = connectPacket(version, { ...kept, clientId: "guest", ...(await credentials("guest")) });
        const [v5, v3] = [/^20[0-9a-f]{2}008a/, /^20020005$/];
        expect(await stage.refusal(version, back)).toMatch(version === 5 ? v5 : v3);
      }
      await mod(staff, { op: "unban", target: "usr_guest" });
    });

    test("[MOD-8] a moderator cannot lift, or make shorter, what somebody higher did", async () => {
      const [high, low] = [await enter("high", {}, { participant: { role: "server" } }), await moderator()];
      await mod(high, { op: "ban", target: "usr_outcast" });
      for (const message of [
        { op: "unban", target: "usr_outcast" },
        { op: "ban", target: "usr_outcast", untilMs: Date.now() + 60_000 },
      ]) {
        low.send(publishPacket(`${ROOM}/mod/me`, JSON.stringify(message), { qos: 1 }));
        const answer = (await low.settle()).find((p) => p.type === "puback");
        expect([message, answer]).toMatchObject([message, { reasonCode: 0x87 }]);
      }
      const back = connectPacket(5, { clientId: "outcast", ...(await credentials("outcast")) });
      expect(await stage.refusal(5, back)).toMatch(/^20[0-9a-f]{2}008a/);
      await mod(high, { op: "unban", target: "usr_outcast" });
      await enter("outcast");
    });

    test("[MQTT-6] what a will may say is asked again when it goes out: somebody banned, muted or blocked by then does not say it", async () => {
      const lastWords = (words: string, willDelayInterval: number) => ({
        ...kept,
        will: {
          topicName: `${ROOM}/chat`,
          payload: bytesOf(words),
          qos: 0 as const,
          retain: true,
          properties: { willDelayInterval },
        },
      });
      const [staff, watcher, blocker] = [await moderator(), await enter("watcher"), await enter("blocker")];
      for (const client of [watcher, blocker]) {
        client.send(subscribePacket(`${ROOM}/chat`, 1));
        await client.settle();
      }
      const here = await enter("banned-here", lastWords("of the banned, here", 0));
      await enter("muted", { clientId: "muted, still here" });
      for (const user of ["banned", "muted", "free"]) {
        const client = await enter(user, lastWords(`of the ${user}`, 1));
        client.write(Uint8Array.of(0xf0, 0));
        await client.closed();
      }
      await mod(staff, { op: "ban", target: "usr_banned" });
      await mod(staff, { op: "ban", target: "usr_banned-here" });
      await mod(staff, { op: "mute", target: "usr_muted" });
      await mod(blocker, { op: "block", target: "usr_free" });
      await here.closed();
      const linesOf = (client: RawConnection) =>
        textsOn(client.packets, `${ROOM}/chat`).map((line) => JSON.parse(line).text);
      // The last that was left is the last that is due.
      await eventually("the will of the free", () => linesOf(watcher).includes("of the free"));
      await Promise.all([watcher.settle(), blocker.settle()]);
      expect([linesOf(watcher), linesOf(blocker)]).toEqual([["of the free"], []]);
    }, 10_000);

    test("[MQTT-6] a participant's will for anything but chat is refused at the door", async () => {
      for (const topicName of [
        "$SYS/x",
        "t",
        `${ROOM}/presence/1`,
        `${ROOM}/mod/me`,
        `r/${OTHER_ROOM}/chat`,
      ]) {
        const will = { topicName, payload: bytesOf("x"), qos: 0 as const, retain: false, properties: {} };
        const connect = connectPacket(5, { will, ...(await credentials("eve")) });
        expect([topicName, await stage.refusal(5, connect)]).toEqual([
          topicName,
          expect.stringMatching(/^20[0-9a-f]{2}0087/),
        ]);
      }
    });

    describe("the extension is negotiated once, and never for more:", () => {
      const requesting = (capabilities: number) => ({
        userProperties: [[PROPERTY_NAME, formatRequest(capabilities)] as const],
      });
      const grantOf = (client: RawConnection) => {
        const [connack] = client.packets;
        const value =
          connack?.type === "connack" ? userProperty(connack.properties, PROPERTY_NAME) : undefined;
        return value === undefined ? null : parseGrant(value);
      };
      const hello = async (client: RawConnection, capabilities: number, nonce: string) => {
        client.send(publishPacket(TOPIC_UP, formatHello(capabilities, nonce)));
        return textsOn(await client.settle(), TOPIC_DOWN).filter((line) => line.startsWith("!"));
      };

      test("[NEG-5] a second hello for more is answered with the first one's grant, in whichever way the first was asked", async () => {
        const byProperty = await enter("property", { properties: requesting(0x100) });
        expect(grantOf(byProperty)?.capabilities).toBe(0x100);
        const [again = ""] = await hello(byProperty, ALL_CAPABILITIES, "n");
        expect(again).toStartWith("!1;c=100;");
        byProperty.write(Uint8Array.of(0x00, 1, 0));
        expect(await byProperty.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x82 }]);

        const byHello = await stage.enter(4, await credentials("hello"));
        byHello.send(subscribePacket(TOPIC_DOWN));
        const [first = ""] = await hello(byHello, 0x100, "a");
        const [second = ""] = await hello(byHello, ALL_CAPABILITIES, "b");
        expect([first, second]).toEqual([
          expect.stringMatching(/^!1;c=100;.*;n=a$/),
          expect.stringMatching(/^!1;c=100;.*;n=b$/),
        ]);
      });

      test("[NEG-3] bits nobody serves are not granted, and a request that comes twice, or as garbage, leaves its client plain", async () => {
        const all = await enter("all", { properties: requesting(0xffffffff) });
        expect(grantOf(all)?.capabilities).toBe(ALL_CAPABILITIES);
        const twice = {
          userProperties: [...requesting(1).userProperties, ...requesting(0x3ff).userProperties],
        };
        const garbage = (value: string) => ({ userProperties: [[PROPERTY_NAME, value] as const] });
        for (const [index, properties] of [
          twice,
          garbage("2;c=1"),
          garbage("1;c="),
          garbage("1;c=123456789"),
          garbage(`1;c=${"0".repeat(500)}1`),
        ].entries()) {
          const client = await enter(`plain-${index}`, { properties });
          expect([index, grantOf(client)]).toEqual([index, null]);
          client.write(Uint8Array.of(0x00, 1, 0));
          expect(await client.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x82 }]);
        }
      });

      test("[NEG-4] [CARRIER-1] without a grant a frame on $x/u is refused, and a hello that cannot be read is not answered", async () => {
        const client = await enter("plain");
        client.send(subscribePacket(TOPIC_DOWN));
        const frame = encodeUp([{ kind: "chat", message: { text: "x" } }]);
        client.send(publishPacket(TOPIC_UP, frame, { qos: 1 }));
        expect(await client.settle()).toMatchObject([
          { type: "suback", reasonCodes: [0] },
          { type: "puback", reasonCode: 0x87 },
        ]);
        for (const line of [
          "?",
          "?2;c=1;n=a",
          "?1;c=zz;n=a",
          "?1;c=1;n=",
          `?1;c=1;n=${"n".repeat(33)}`,
          "?1;c=1",
        ]) {
          client.send(publishPacket(TOPIC_UP, line));
          expect([line, publishesOf(await client.settle())]).toEqual([line, []]);
        }
      });

      test("[RESUME-6] a token of another's place, or a used one, opens nothing, and a ban is asked for behind a good one", async () => {
        const resuming = (token: string) => ({
          userProperties: [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES, { token, events: 0 })] as const],
        });
        const [staff, owner] = [
          await moderator(),
          await enter("holder", { properties: requesting(ALL_CAPABILITIES) }),
        ];
        const { sid, resumeToken } = grantOf(owner) ?? { sid: 0, resumeToken: null };
        const token = resumeToken ?? "";
        expect(token).toMatch(/^[0-9a-f]{32}$/);
        owner.drop();
        const thief = await enter("token-thief", { properties: resuming(token) });
        expect(grantOf(thief)).toMatchObject({ resumed: "no" });
        expect(grantOf(thief)?.sid).not.toBe(sid);
        const back = await enter("holder", { properties: resuming(token) });
        expect([grantOf(back)?.sid, grantOf(back)?.resumed]).toEqual([sid, "anew"]);
        const again = await enter("holder", { clientId: "holder's other", properties: resuming(token) });
        expect([grantOf(again)?.sid === sid, grantOf(again)?.resumed]).toEqual([false, "no"]);
        back.drop();
        await mod(staff, { op: "ban", target: "usr_holder" });
        const next = grantOf(back)?.resumeToken ?? "";
        const banned = connectPacket(5, { ...(await credentials("holder")), properties: resuming(next) });
        expect(await stage.refusal(5, banned)).toMatch(/^20[0-9a-f]{2}008a/);
      });

      test("[NEG-5] a grant ends with its connection: who comes back to its session without asking is plain", async () => {
        const first = await enter("returning", {
          clean: false,
          properties: { sessionExpiryInterval: 100, ...requesting(ALL_CAPABILITIES) },
        });
        expect(grantOf(first)?.capabilities).toBe(ALL_CAPABILITIES);
        first.drop();
        const back = await enter("returning", kept);
        expect([back.packets[0], grantOf(back)]).toMatchObject([{ sessionPresent: true }, null]);
        back.write(Uint8Array.of(0x00, 1, 0));
        expect(await back.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x82 }]);
      });
    });
  });
}
