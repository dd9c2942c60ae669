// A room that goes to another host, as those who are in it are told: where it runs from now on, and the pass that lets them in there.
// SPEC [MOVE-1], [MOVE-2]

import { type HostAddress, hostAddressSchema } from "../../schema/host-address.ts";
import { type RoomId, roomIdSchema } from "../../schema/ids.ts";
import { RESUME_TOKEN_BYTES } from "./hello.ts";

/** The user property of DISCONNECT that a pass stands in. */
export const PASS_PROPERTY_NAME = "hiroba-pass";
const PASS = new RegExp(`^moved\\.(rm_[A-Za-z0-9_-]{1,64})\\.([0-9a-f]{${RESUME_TOKEN_BYTES * 2}})$`);
const TCP_WHERE = /^(.+):(\d{1,5})$/;

export type Pass = { readonly room: RoomId; readonly token: string };

/** `moved.<room>.<token>`: the password of a CONNECT that comes from another host. */
export function formatPass({ room, token }: Pass): string {
  return `moved.${room}.${token}`;
}

/** null for what is no pass, a ticket for one. */
export function parsePass(password: string): Pass | null {
  const [, id = "", token] = PASS.exec(password) ?? [];
  const room = roomIdSchema.safeParse(id);
  return token === undefined || !room.success ? null : { room: room.data, token };
}

/** Where a client goes that came over this transport: MQTT 5's Server Reference (4.11), or a WebSocket URL. */
export function formatWhere(host: HostAddress, transport: "tcp" | "websocket"): string {
  if (transport === "websocket") return host.wsUrl;
  // An IPv6 address has colons of its own.
  const address = host.address.includes(":") ? `[${host.address}]` : host.address;
  return `${address}:${host.tcpPort}`;
}

/** The address it means, its other half as it was before; null for what is neither. */
export function parseWhere(where: string, before: HostAddress): HostAddress | null {
  const [, address, tcpPort] = /^wss?:/.test(where) ? [] : (TCP_WHERE.exec(where) ?? []);
  const changed =
    address === undefined
      ? { wsUrl: where }
      : { address: address.replace(/^\[(.*)\]$/, "$1"), tcpPort: Number(tcpPort) };
  const parsed = hostAddressSchema.safeParse({ ...before, ...changed });
  return parsed.success ? parsed.data : null;
}
