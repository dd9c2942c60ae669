// The SPEC's table of refusals, knocked for at a host with tickets: each in both versions, as bytes on a socket.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect as openSocket } from "node:net";
import { REFUSALS } from "../../scripts/spec/codes.ts";
import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import {
  type ConnectPacket,
  decodePacket,
  encodePacket,
  type MqttVersion,
} from "../../shared/protocol/packet.ts";
import { ReasonCode, toConnackV3 } from "../../shared/protocol/reason-code.ts";
import { newId } from "../../shared/schema/ids.ts";
import { joinAsMqttGuest, type MqttGuest } from "../support/mqtt-guest.ts";
import { startTicketedHost, type TicketedHost } from "./host.ts";
import { SPEC } from "./support.ts";

const CAPACITY = 2;
let host: TicketedHost;
let ticket: string;
beforeAll(async () => {
  host = await startTicketedHost({ ...SPEC, capacity: CAPACITY });
  ticket = await host.ticket("knocker");
}, 20_000);
afterAll(() => host.stop(), 10_000);

/** The first bytes that come back, hex. */
function knock(bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(host.tcpPort, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (data: Buffer) => {
      socket.destroy();
      resolve(data.toString("hex"));
    });
    socket.on("close", () => resolve("closed"));
    socket.on("error", reject);
  });
}

function connecting(version: MqttVersion, over: Partial<ConnectPacket> = {}): Uint8Array {
  const packet: ConnectPacket = {
    type: "connect",
    protocolVersion: version,
    clientId: "knocker",
    clean: true,
    keepAliveSeconds: 30,
    username: "any",
    password: encodeUtf8(ticket),
    properties: {},
    ...over,
  };
  return encodePacket(packet, version);
}

function willTo(topicName: string): Partial<ConnectPacket> {
  const will = { topicName, payload: new Uint8Array(1), qos: 0, retain: false, properties: {} } as const;
  return { will };
}

/** The byte after the protocol's name. */
const LEVEL_AT = 8;
function ofLevel(level: number, shape: MqttVersion): Uint8Array {
  const bytes = connecting(shape);
  // A remaining length of two bytes moves it by one.
  bytes[(bytes[1] ?? 0) < 0x80 ? LEVEL_AT : LEVEL_AT + 1] = level;
  return bytes;
}

async function withTicket(version: MqttVersion, other: string): Promise<Uint8Array> {
  return connecting(version, { password: encodeUtf8(other) });
}

type Knock = (version: MqttVersion) => Promise<Uint8Array> | Uint8Array;
/** What each is refused for. A full room is below; a ban is [MOD-5]'s, a room that cannot be opened the loop's. */
const KNOCKS: Readonly<Partial<Record<keyof typeof ReasonCode, readonly Knock[]>>> = {
  unsupportedProtocolVersion: [(version) => ofLevel(6, version)],
  clientIdentifierNotValid: [(version) => connecting(version, { clientId: "x".repeat(129) })],
  badUserNameOrPassword: [(version) => connecting(version, { password: new Uint8Array(0) })],
  notAuthorized: [
    async (version) => withTicket(version, await host.ticket("knocker", { key: "other" })),
    async (version) =>
      withTicket(version, await host.ticket("knocker", { signedAtMs: Date.now() - 3_600_000 })),
    (version) => connecting(version, willTo("r/rm_test/presence/me")),
  ],
  badAuthenticationMethod: [(version) => connecting(version, { properties: { authenticationMethod: "x" } })],
  topicNameInvalid: [(version) => connecting(version, willTo("a/".repeat(16)))],
  useAnotherServer: [
    async (version) => withTicket(version, await host.ticket("knocker", { host: newId("host") })),
  ],
};
const ELSEWHERE: ReadonlySet<string> = new Set(["serverUnavailable", "banned", "quotaExceeded"]);

const hex = (byte: number): string => byte.toString(16).padStart(2, "0");
/** How a CONNACK that refuses begins: of 5.0 without its length. */
function refusalIn(version: MqttVersion, reasonCode: ReasonCode): RegExp {
  return version === 5
    ? new RegExp(`^20..00${hex(reasonCode)}`)
    : new RegExp(`^200200${hex(toConnackV3(reasonCode))}$`);
}

describe("[TICKET-1] [MQTT-6] not let in, a client is told why:", () => {
  for (const { code, isOf5Alone } of REFUSALS.filter((refusal) => !ELSEWHERE.has(refusal.code))) {
    test(code, async () => {
      const knocks = KNOCKS[code] ?? [];
      expect(knocks.length).toBeGreaterThan(0);
      for (const version of isOf5Alone === true ? ([5] as const) : ([4, 5] as const))
        for (const make of knocks) {
          const answer = await knock(await make(version));
          expect(answer).toMatch(refusalIn(version, ReasonCode[code]));
          // MQTT5 [MQTT-3.2.2-8]: its code is one that CONNACK may say.
          expect(decodePacket(Uint8Array.fromHex(answer), version).type).toBe("connack");
        }
    });
  }

  test("[TICKET-3] quotaExceeded, while the room is full", async () => {
    const guests: MqttGuest[] = [];
    for (let count = 0; count < CAPACITY; count++)
      guests.push(
        await joinAsMqttGuest(
          `mqtt://127.0.0.1:${host.tcpPort}`,
          SPEC.room,
          await host.ticket(`guest${count}`),
        ),
      );
    for (const version of [4, 5] as const)
      expect(await knock(connecting(version))).toMatch(refusalIn(version, ReasonCode.quotaExceeded));
    for (const guest of guests) await guest.leave();
  });
});
