// The bytes of the SPEC's chapter "Write a client in an hour": real packets, cut where a reader wants to be told what is what.

import { assert } from "../../shared/assert.ts";
import { encodeConnect } from "../../shared/protocol/client-packet.ts";
import { formatGrant, formatRequest, PROPERTY_NAME } from "../../shared/protocol/ext/hello.ts";
import { encodePose, type Pose } from "../../shared/protocol/ext/pose.ts";
import {
  type DownSection,
  encodeDown,
  encodeUp,
  type UpSection,
} from "../../shared/protocol/ext/registry.ts";
import { encodeFrame } from "../../shared/protocol/frame.ts";
import { encodePacket } from "../../shared/protocol/packet.ts";

/** How many bytes of a packet belong together, and what they are. */
type Piece = readonly [bytes: number, words: string];

const COLUMN_CHARS = 44;

/** A packet piece by piece, as a block of text. */
function annotated(packet: Uint8Array, pieces: readonly Piece[]): string {
  let at = 0;
  const lines = pieces.map(([bytes, words]) => {
    const hex = packet
      .subarray(at, at + bytes)
      .toHex()
      .replace(/..(?!$)/g, "$& ");
    at += bytes;
    return hex.length < COLUMN_CHARS
      ? `${hex.padEnd(COLUMN_CHARS)} ${words}`
      : `${hex}\n${" ".repeat(COLUMN_CHARS)} ${words}`;
  });
  assert(at === packet.length, `${packet.length} bytes, ${at} explained`);
  return ["```text", ...lines, "```"].join("\n");
}

const up = (section: UpSection): Uint8Array => encodeFrame(encodeUp([section]));
const down = (section: DownSection): Uint8Array => encodeFrame(encodeDown([section]));

function connect(): string {
  const userProperties = { [PROPERTY_NAME]: formatRequest(1) };
  const packet = encodeConnect({ clientId: "", keepAliveSeconds: 30, ticket: "TICKET", userProperties });
  return annotated(packet, [
    [2, "packet type 1, CONNECT; so many bytes follow"],
    [7, '"MQTT", version 5'],
    [1, "clean start, a password (5.0 needs no user name)"],
    [2, "keep-alive 30 s, big-endian as all of MQTT"],
    [1, "bytes of properties"],
    [9, 'user property "hiroba" …'],
    [7, '… = "1;c=1": version 1, capability bit 0'],
    [2, "client id: none, the room makes one"],
    [8, "password: the ticket"],
  ]);
}

function connack(): string {
  const grant = formatGrant({ capabilities: 1, sid: 7, tickMs: 50, resumeToken: null, resumed: "no" });
  const packet = encodePacket(
    {
      type: "connack",
      sessionPresent: false,
      reasonCode: 0,
      properties: { userProperties: [[PROPERTY_NAME, grant]] },
    },
    5,
  );
  return annotated(packet, [
    [2, "packet type 2, CONNACK"],
    [2, "no session from before; reason code 0: come in"],
    [1, "bytes of properties (there are more of them)"],
    [9, 'user property "hiroba" …'],
    [2 + grant.length, `… = "${grant}": we are sid 7`],
  ]);
}

const WALKING: Pose = {
  mode: 0,
  tMs: 5_000,
  bodyYaw: Math.PI / 2,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 1,
  position: [1.5, 0, -2],
  teleport: false,
};

function pose(): string {
  return annotated(up({ kind: "pose", message: encodePose(WALKING) }), [
    [2, "packet type 0, a frame of 16 bytes"],
    [2, "section 0x10, POSE, of 14"],
    [1, "flags: a root, narrow, nothing more"],
    [2, "t: 5,000 ms on the room clock"],
    [2, "body yaw: a quarter turn, towards +X"],
    [2, "look: straight ahead"],
    [1, "locomotion: walks"],
    [6, "x 1.5 m, y 0, z −2 m, each times 1,024"],
  ]);
}

function clock(): string {
  const ping = annotated(up({ kind: "ping", message: { cookie: 1 } }), [
    [2, "packet type 0, a frame of 6 bytes"],
    [2, "section 0x02, PING, of 4"],
    [4, "cookie: ours, little-endian as all of the extension"],
  ]);
  const pong = annotated(down({ kind: "pong", message: { cookie: 1, roomTimeMs: 4_990.5 } }), [
    [2, "packet type 0, a frame of 14 bytes"],
    [2, "section 0x03, PONG, of 12"],
    [4, "the cookie again"],
    [8, "room time 4,990.5 ms, f64"],
  ]);
  return `${ping}\n\n${pong}`;
}

function poses(): string {
  const entries = [
    { sid: 7, block: encodePose(WALKING) },
    { sid: 9, block: encodePose({ ...WALKING, tMs: 4_980, position: [40, 0, 3] }) },
  ];
  return annotated(down({ kind: "poses", message: { timeMs: 5_010, seq: 3, entries } }), [
    [2, "packet type 0"],
    [2, "section 0x11, POSES"],
    [4, "time: 5,010 ms on the room clock"],
    [2, "seq"],
    [1, "two participants"],
    [1, "sid 0 + 6 + 1 = 7: ourselves"],
    [14, "our block"],
    [1, "sid 7 + 1 + 1 = 9"],
    [1, "flags: wide, so this block has 17 bytes"],
    [2, "t: 4,980, so 30 ms before the batch was made"],
    [5, "yaw, look, locomotion"],
    [9, "x 40 m, y 0, z 3 m, three bytes each"],
  ]);
}

function chat(): string {
  return annotated(up({ kind: "chat", message: { text: "hello" } }), [
    [2, "packet type 0"],
    [2, "section 0x3a, CHAT"],
    [16, '{"text":"hello"}'],
  ]);
}

export const HOUR_PARTS = {
  "hour-connect": connect,
  "hour-connack": connack,
  "hour-clock": clock,
  "hour-pose": pose,
  "hour-poses": poses,
  "hour-chat": chat,
} as const;
