// The ports of a room host: which are open by configuration, and what each does with a socket. Opens none: that is main's.

import { callerAddress } from "../shared/http/caller-address.ts";
import { packetEnd } from "../shared/protocol/fixed-header.ts";
import type { ListeningConfig } from "./config.ts";
import type { SessionLimits } from "./session/limits.ts";
import { ApartFrames } from "./transport/apart-frames.ts";
import type { TransportHandlers } from "./transport/connection.ts";
import { Deadlines } from "./transport/deadlines.ts";
import type { ListenerOptions, socketHandlers } from "./transport/socket-handlers.ts";
import { tcpSocketHandlers } from "./transport/tcp.ts";
import { WEBSOCKET_PATH } from "./transport/websocket-handshake.ts";
import { webSocketPortHandlers } from "./transport/websocket-port.ts";

/** What a socket of which nothing is known has for its TLS handshake, and then for its HTTP head. */
const HANDSHAKE_MAX_MS = 5_000;
const HANDSHAKES_MAX = 4_096;
/** What a peer has to read our last words and leave. */
const LINGER_MAX_MS = 2_000;
/** As many as may be connected: all of them leave when the host does. */
const LINGERING_MAX = 65_536;

export type PortPlan = {
  /** As the log calls it. */
  readonly name: "tcpPort" | "wsPort" | "tcpTlsPort" | "wsTlsPort";
  /** The setting that moves it elsewhere. */
  readonly variable: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly isSecure: boolean;
  /** For Bun.listen, with null as data. */
  readonly socket: ReturnType<typeof socketHandlers>;
};

export type PortOptions<K> = {
  readonly handlers: TransportHandlers<K>;
  readonly messageMaxBytes: number;
  readonly messagePackets: SessionLimits["messagePackets"];
  /** Answers what is asked of a WebSocket port that is not MQTT. */
  fetch(request: Request): Response | Promise<Response>;
  failed(error: Error): void;
};

/** Every port the configuration wants open. */
export function planPorts<K>(config: ListeningConfig, options: PortOptions<K>): PortPlan[] {
  const { handlers, failed } = options;
  const strangers = new Deadlines({ maxMs: HANDSHAKE_MAX_MS, socketsMax: HANDSHAKES_MAX });
  const lingering = new Deadlines({ maxMs: LINGER_MAX_MS, socketsMax: LINGERING_MAX });
  const tcp = (isSecure: boolean) => tcpSocketHandlers(handlers, { isSecure, strangers, lingering, failed });
  const webSocket = (isSecure: boolean) =>
    webSocketPortHandlers(handlers, {
      ...options,
      ...({ isSecure, strangers, lingering, failed } satisfies ListenerOptions),
      apart: options.messagePackets === "one" ? new ApartFrames(packetEnd) : null,
      addressHeader: config.clientAddressHeader,
      addressOf: callerAddress,
    });
  const plain: PortPlan[] = [
    plan("wsPort", "HIROBA_ROOM_WS_PORT", config.wsPort, false, webSocket(false)),
    plan("tcpPort", "HIROBA_ROOM_TCP_PORT", config.tcpPort, false, tcp(false)),
  ];
  const secure: PortPlan[] = [
    plan("wsTlsPort", "HIROBA_ROOM_WS_TLS_PORT", config.wsTlsPort, true, webSocket(true)),
    plan("tcpTlsPort", "HIROBA_ROOM_TCP_TLS_PORT", config.tcpTlsPort, true, tcp(true)),
  ];
  return [...(config.plain === "on" ? plain : []), ...(config.tlsCertFile === null ? [] : secure)];
}

function plan(
  name: PortPlan["name"],
  variable: string,
  port: number,
  isSecure: boolean,
  socket: PortPlan["socket"],
): PortPlan {
  return { name, variable, port, isSecure, socket };
}

/** Ports that are open, by name. */
export type OpenPorts = { readonly [N in PortPlan["name"]]?: number };

/** What clients are told: a WebSocket URL with TLS wherever there is TLS, and the TCP port without, unless there is none. */
export function toldPorts(
  open: OpenPorts,
  address: string,
): { readonly tcpPort: number; readonly wsUrl: string } {
  const { tcpPort, wsPort, tcpTlsPort, wsTlsPort } = open;
  const wsUrl =
    wsTlsPort === undefined
      ? `ws://${address}:${wsPort}${WEBSOCKET_PATH}`
      : `wss://${address}:${wsTlsPort}${WEBSOCKET_PATH}`;
  return { tcpPort: tcpPort ?? tcpTlsPort ?? 0, wsUrl };
}
