// Somebody in a room that moves: speaks MQTT 5 with the extension, says poses and lines of chat at QoS 1, goes where the room goes, and
// notes how long it heard nothing and which lines it heard.

import { isEventFrame } from "../../../shared/protocol/ext/event-frame.ts";
import {
  Capability,
  formatRequest,
  type Grant,
  PROPERTY_NAME,
  parseGrant,
} from "../../../shared/protocol/ext/hello.ts";
import { PASS_PROPERTY_NAME } from "../../../shared/protocol/ext/move.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import { encodeUp } from "../../../shared/protocol/ext/registry.ts";
import { encodeFrame } from "../../../shared/protocol/frame.ts";
import { Framer } from "../../../shared/protocol/framer.ts";
import { decodePacket, encodePacket, type Packet, userProperty } from "../../../shared/protocol/packet.ts";
import type { RoomId } from "../../../shared/schema/ids.ts";

const CAPABILITIES = Capability.type0 | Capability.resume;
const SESSION_EXPIRY_S = 60;
const KEEP_ALIVE_S = 60;
const PACKET_MAX_BYTES = 4 * 1024 * 1024;
const SUBSCRIBE_PACKET_ID = 1;
const CLOCK_TURN_MS = 65_536;

type Socket = Bun.Socket<undefined>;
export type Where = { readonly address: string; readonly tcpPort: number };

export class Guest {
  readonly #clientId: string;
  readonly #room: RoomId;
  #socket: Socket | null = null;
  #unsent: Uint8Array[] = [];
  #framer = new Framer({ packetMaxBytes: PACKET_MAX_BYTES });
  #grant: Grant | null = null;
  /** Frames of events that were read since the grant. SPEC [RESUME-4] */
  #events = 0;
  #packetId = SUBSCRIBE_PACKET_ID;
  /** Lines that were said and not acknowledged, by packet id; those of now, while it is on its way, are yet to be sent. */
  readonly #unacknowledged = new Map<number, { readonly text: string; isSent: boolean }>();
  #isIn = false;
  readonly #isSubscribed = Promise.withResolvers<void>();
  #heardAtMs = performance.now();
  #gapMs = 0;
  /** Lines that were acknowledged. */
  readonly acknowledged: string[] = [];
  /** Every line that was heard, and how often. */
  readonly heard = new Map<string, number>();
  /** How often it went to another host; and what went otherwise than it should. */
  moves = 0;
  readonly troubles: string[] = [];
  #sid: number | null = null;

  constructor(index: number, room: RoomId) {
    this.#clientId = `bench-${index}`;
    this.#room = room;
  }

  /** Resolves when it is in the room and hears its chat. */
  async enter(where: Where, ticket: string): Promise<void> {
    await this.#connect(where, ticket, true);
    await this.#isSubscribed.promise;
  }

  /** The longest it has heard nothing since this was last asked, milliseconds. */
  takeGapMs(): number {
    const gapMs = Math.max(this.#gapMs, performance.now() - this.#heardAtMs);
    this.#gapMs = 0;
    return gapMs;
  }

  sayPose(step: number): void {
    if (!this.#isIn) return;
    const angle = step / 20 + (this.#sid ?? 0);
    const pose = encodePose({
      tMs: Math.round(performance.now()) % CLOCK_TURN_MS,
      mode: 0,
      bodyYaw: 0,
      lookYaw: 0,
      lookPitch: 0,
      locomotion: 1,
      position: [8 * Math.cos(angle), 0, 8 * Math.sin(angle)],
      teleport: false,
    });
    this.#send(encodeFrame(encodeUp([{ kind: "pose", message: pose }])));
  }

  sayLine(text: string): void {
    const packetId = this.#nextPacketId();
    this.#unacknowledged.set(packetId, { text, isSent: false });
    if (this.#isIn) this.#sendLine(packetId);
  }

  get unacknowledgedCount(): number {
    return this.#unacknowledged.size;
  }

  leave(): void {
    this.#isIn = false;
    this.#socket?.end();
  }

  async #connect({ address, tcpPort }: Where, password: string, isFirst: boolean): Promise<void> {
    this.#isIn = false;
    this.#socket = null;
    this.#framer = new Framer({ packetMaxBytes: PACKET_MAX_BYTES });
    this.#unsent = [];
    this.#socket = await Bun.connect<undefined>({
      hostname: address,
      port: tcpPort,
      socket: {
        data: (socket, bytes) => {
          if (socket === this.#socket) this.#received(bytes);
        },
        drain: () => this.#flush(),
        close: (socket) => {
          if (socket === this.#socket && this.#isIn) this.troubles.push("was hung up on");
        },
        error: (_, error) => void this.troubles.push(error.message),
      },
    });
    const resume =
      this.#grant?.resumeToken == null ? null : { token: this.#grant.resumeToken, events: this.#events };
    this.#send(
      encodePacket(
        {
          type: "connect",
          protocolVersion: 5,
          clientId: this.#clientId,
          clean: isFirst,
          keepAliveSeconds: KEEP_ALIVE_S,
          username: "guest",
          password: new TextEncoder().encode(password),
          properties: {
            sessionExpiryInterval: SESSION_EXPIRY_S,
            userProperties: [[PROPERTY_NAME, formatRequest(CAPABILITIES, resume)]],
          },
        },
        5,
      ),
    );
  }

  #received(bytes: Uint8Array): void {
    this.#framer.push(bytes.slice());
    for (let framed = this.#framer.next(); framed !== null; framed = this.#framer.next())
      this.#take(framed.bytes);
  }

  #take(bytes: Uint8Array): void {
    this.#hear();
    const packet = decodePacket(bytes, 5);
    switch (packet.type) {
      case "frame":
        if (isEventFrame(packet.body)) this.#events++;
        return;
      case "connack":
        return this.#welcomed(packet);
      case "publish": {
        const { text } = JSON.parse(new TextDecoder().decode(packet.payload)) as { text: string };
        this.heard.set(text, (this.heard.get(text) ?? 0) + 1);
        if (packet.packetId !== undefined)
          this.#send(encodePacket({ type: "puback", packetId: packet.packetId }, 5));
        return;
      }
      case "puback": {
        const line = this.#unacknowledged.get(packet.packetId);
        this.#unacknowledged.delete(packet.packetId);
        if (line !== undefined && (packet.reasonCode ?? 0) === 0) this.acknowledged.push(line.text);
        return;
      }
      case "suback":
        return this.#isSubscribed.resolve();
      case "disconnect":
        return this.#sentAway(packet);
    }
  }

  #welcomed(packet: Extract<Packet, { type: "connack" }>): void {
    const grant = parseGrant(userProperty(packet.properties, PROPERTY_NAME) ?? "");
    if (packet.reasonCode !== 0 || grant === null) {
      this.troubles.push(`CONNECT was answered 0x${packet.reasonCode.toString(16)}`);
      return;
    }
    if (this.#sid !== null && grant.sid !== this.#sid)
      this.troubles.push(`was ${this.#sid}, is ${grant.sid}`);
    if (this.#sid !== null && !packet.sessionPresent) this.troubles.push("its session is gone");
    if (grant.resumed !== "replayed") this.#events = 0;
    this.#sid = grant.sid;
    this.#grant = grant;
    this.#isIn = true;
    for (const packetId of this.#unacknowledged.keys()) this.#sendLine(packetId);
    if (packet.sessionPresent) return;
    this.#send(
      encodePacket(
        {
          type: "subscribe",
          packetId: SUBSCRIBE_PACKET_ID,
          subscriptions: [
            {
              topicFilter: `r/${this.#room}/chat`,
              qos: 1,
              noLocal: false,
              retainAsPublished: false,
              retainHandling: 0,
            },
          ],
          properties: {},
        },
        5,
      ),
    );
  }

  #sentAway(packet: Extract<Packet, { type: "disconnect" }>): void {
    const [, address, port] = /^(.+):(\d+)$/.exec(packet.properties.serverReference ?? "") ?? [];
    const pass = userProperty(packet.properties, PASS_PROPERTY_NAME);
    if (address === undefined || pass === undefined) {
      this.troubles.push(`was sent away with 0x${packet.reasonCode.toString(16)}`);
      return;
    }
    this.moves++;
    this.#isIn = false;
    this.#socket?.end();
    this.#connect({ address, tcpPort: Number(port) }, pass, false).catch((error: unknown) => {
      this.troubles.push(String(error));
    });
  }

  #hear(): void {
    const nowMs = performance.now();
    this.#gapMs = Math.max(this.#gapMs, nowMs - this.#heardAtMs);
    this.#heardAtMs = nowMs;
  }

  #nextPacketId(): number {
    this.#packetId = (this.#packetId % 65_535) + 1;
    return this.#packetId;
  }

  #sendLine(packetId: number): void {
    const line = this.#unacknowledged.get(packetId);
    if (line === undefined) return;
    const { text, isSent: dup } = line;
    line.isSent = true;
    const topicName = `r/${this.#room}/chat`;
    const payload = new TextEncoder().encode(JSON.stringify({ text, id: text }));
    this.#send(
      encodePacket(
        { type: "publish", topicName, payload, qos: 1, packetId, retain: false, dup, properties: {} },
        5,
      ),
    );
  }

  #send(bytes: Uint8Array): void {
    this.#unsent.push(bytes);
    this.#flush();
  }

  #flush(): void {
    while (this.#unsent.length > 0 && this.#socket !== null) {
      const [bytes] = this.#unsent;
      if (bytes === undefined) return;
      const taken = this.#socket.write(bytes);
      if (taken < bytes.length) {
        this.#unsent[0] = bytes.subarray(Math.max(0, taken));
        return;
      }
      this.#unsent.shift();
    }
  }
}
