// A link to another host, for the stage of one of its rooms, as a machine: get a pass, connect as an extended MQTT 5 client, hear
// sections, come again when it breaks. What was heard and what time it is go in, effects come out. SPEC [STAGE-3], [STAGE-6]

import { decodeServerPacket, encodeConnect, encodeDisconnect } from "../../shared/protocol/client-packet.ts";
import { Capability, formatRequest, PROPERTY_NAME } from "../../shared/protocol/ext/hello.ts";
import { type DownSection, decodeDown } from "../../shared/protocol/ext/registry.ts";
import { Framer } from "../../shared/protocol/framer.ts";
import { encodePacket } from "../../shared/protocol/packet.ts";
import { ProtocolError } from "../../shared/protocol/reason-code.ts";
import type { Rng } from "../../shared/rng.ts";

const CAPABILITIES =
  Capability.type0 |
  Capability.pose3 |
  Capability.pose6 |
  Capability.voice |
  Capability.face |
  Capability.events;
/** A stage of 16 people and their avatars is well below this. SPEC [LIMIT-1] */
const PACKET_MAX_BYTES = 128 * 1024;
/** For the pass, the transport and CONNACK together. */
const CONNECT_MAX_MS = 5_000;
const PING_INTERVAL_MS = 2_000;
/** Silent for so long is lost; the other host gives up as soon. */
const SILENT_MAX_MS = 6_000;
const KEEP_ALIVE_S = 4;
const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 2_000;
/** Whoever stayed as long was well received: the next try begins with the shortest wait. */
const STABLE_AFTER_MS = 5_000;

export type LinkEffect =
  /** Make a pass; `attempt` says which answer still counts. */
  | { readonly kind: "sign"; readonly attempt: number }
  | { readonly kind: "open"; readonly attempt: number }
  | { readonly kind: "send"; readonly bytes: Uint8Array }
  | { readonly kind: "close" }
  | { readonly kind: "joined" }
  | { readonly kind: "heard"; readonly section: DownSection }
  | { readonly kind: "lost"; readonly reason: string };

type State =
  | { readonly name: "waiting"; readonly retryAtMs: number }
  | { readonly name: "signing"; readonly giveUpAtMs: number }
  | { readonly name: "opening"; readonly giveUpAtMs: number; readonly pass: string }
  | { readonly name: "greeting"; readonly giveUpAtMs: number; readonly framer: Framer }
  | {
      readonly name: "joined";
      readonly sinceMs: number;
      readonly framer: Framer;
      heardAtMs: number;
      pingAtMs: number;
    }
  | { readonly name: "over" };

export type StageLink = ReturnType<typeof createStageLink>;

/** Sets out with the first passTime; its effects are pushed onto `out`. */
export function createStageLink(clientId: string, rng: Rng, out: LinkEffect[]) {
  let state: State = { name: "waiting", retryAtMs: Number.NEGATIVE_INFINITY };
  let attempt = 0;
  let failureCount = 0;

  function fail(reason: string, nowMs: number): void {
    if (state.name === "over" || state.name === "waiting") return;
    if (state.name === "joined" && nowMs - state.sinceMs >= STABLE_AFTER_MS) failureCount = 0;
    if (state.name !== "signing") out.push({ kind: "close" });
    out.push({ kind: "lost", reason });
    const delayMs = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** failureCount) * (0.5 + rng() / 2);
    failureCount++;
    state = { name: "waiting", retryAtMs: nowMs + delayMs };
  }

  function take(framer: Framer, nowMs: number): void {
    while (state.name === "greeting" || state.name === "joined") {
      const framed = framer.next();
      if (framed === null) return;
      const packet = decodeServerPacket(framed);
      if (packet.type === "disconnect") return fail(`told to leave: ${packet.reasonCode}`, nowMs);
      if (packet.type === "connack") {
        if (packet.reasonCode !== 0) return fail(`refused: ${packet.reasonCode}`, nowMs);
        state = {
          name: "joined",
          sinceMs: nowMs,
          framer,
          heardAtMs: nowMs,
          pingAtMs: nowMs + PING_INTERVAL_MS,
        };
        out.push({ kind: "joined" });
      }
      // A section that a newer host writes otherwise is passed over.
      if (packet.type === "frame")
        for (const section of decodeDown(packet.body, () => {})) out.push({ kind: "heard", section });
    }
  }

  return {
    passTime(nowMs: number): void {
      switch (state.name) {
        case "waiting":
          if (nowMs < state.retryAtMs) return;
          attempt++;
          state = { name: "signing", giveUpAtMs: nowMs + CONNECT_MAX_MS };
          out.push({ kind: "sign", attempt });
          return;
        case "signing":
        case "opening":
        case "greeting":
          if (nowMs >= state.giveUpAtMs) fail("no answer", nowMs);
          return;
        case "joined":
          if (nowMs - state.heardAtMs >= SILENT_MAX_MS) return fail("nothing was heard for too long", nowMs);
          if (nowMs < state.pingAtMs) return;
          state.pingAtMs = nowMs + PING_INTERVAL_MS;
          out.push({ kind: "send", bytes: encodePacket({ type: "pingreq" }, 5) });
          return;
        case "over":
          return;
      }
    },
    signed(of: number, pass: string): void {
      if (of !== attempt || state.name !== "signing") return;
      state = { name: "opening", giveUpAtMs: state.giveUpAtMs, pass };
      out.push({ kind: "open", attempt });
    },
    opened(of: number): void {
      if (of !== attempt || state.name !== "opening") return;
      const bytes = encodeConnect({
        clientId,
        keepAliveSeconds: KEEP_ALIVE_S,
        ticket: state.pass,
        userProperties: { [PROPERTY_NAME]: formatRequest(CAPABILITIES, null) },
      });
      const framer = new Framer({ packetMaxBytes: PACKET_MAX_BYTES });
      state = { name: "greeting", giveUpAtMs: state.giveUpAtMs, framer };
      out.push({ kind: "send", bytes });
    },
    received(of: number, bytes: Uint8Array, nowMs: number): void {
      if (of !== attempt || (state.name !== "greeting" && state.name !== "joined")) return;
      if (state.name === "joined") state.heardAtMs = nowMs;
      try {
        state.framer.push(bytes);
        take(state.framer, nowMs);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        fail(`broke the protocol: ${error.message}`, nowMs);
      }
    },
    closed(of: number, nowMs: number): void {
      if (of === attempt && state.name !== "signing") fail("the connection was lost", nowMs);
    },
    /** Ends it for good. */
    leave(): void {
      if (state.name === "joined") out.push({ kind: "send", bytes: encodeDisconnect() });
      if (state.name === "opening" || state.name === "greeting" || state.name === "joined")
        out.push({ kind: "close" });
      state = { name: "over" };
    },
  };
}
