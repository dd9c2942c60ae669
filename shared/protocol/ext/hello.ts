// How a client asks for the extension and what the server grants: as a CONNECT/CONNACK user property in MQTT 5, as text on
// the `$x` topics for anybody else. SPEC [NEG-1]…[NEG-5]

/** What a client offers; the server grants the intersection with its own. Bit numbers are for ever. */
export const Capability = {
  /** Carrier X: frames in MQTT packet type 0. */
  type0: 1 << 0,
  /** Understands pose mode 1 (3-point). */
  pose3: 1 << 1,
  /** Understands pose mode 2 (6-point). */
  pose6: 1 << 2,
  /** Hears VOICES. */
  voice: 1 << 3,
  /** Items: who holds them, where they are. */
  items: 1 << 4,
  /** Understands the face and finger blocks of a pose. */
  face: 1 << 7,
  /** Keys and values of the room and of participants. */
  state: 1 << 8,
  /** Emotes, and messages of the application. */
  events: 1 << 9,
  /** Says with INTEREST how much it wishes to hear. */
  interest: 1 << 10,
} as const;

/** All bits this version serves. */
export const CAPABILITIES_SERVED =
  Capability.type0 |
  Capability.pose3 |
  Capability.pose6 |
  Capability.voice |
  Capability.items |
  Capability.face |
  Capability.state |
  Capability.events |
  Capability.interest;

/** The MQTT 5 user property, in CONNECT and CONNACK. */
export const PROPERTY_NAME = "hiroba";
/** Carrier P, client to server. */
export const TOPIC_UP = "$x/u";
/** Carrier P, server to client. */
export const TOPIC_DOWN = "$x/d";
/** First byte of a hello text ("?"): no section kind may ever have this number. */
export const HELLO_FIRST_BYTE = 0x3f;

const HELLO_MAX_CHARS = 128;
const NONCE = "[A-Za-z0-9_-]{1,32}";
const CAPS = "[0-9a-fA-F]{1,8}";

export type Grant = {
  readonly capabilities: number;
  /** Our number in the room. */
  readonly sid: number;
  readonly tickMs: number;
};

/** `1;c=<hex>` to capability bits, or null when it is not a request of major version 1. */
export function parseRequest(value: string): number | null {
  const match = new RegExp(`^1;c=(${CAPS})(?:;|$)`).exec(value.slice(0, HELLO_MAX_CHARS));
  return match === null ? null : Number.parseInt(match[1] ?? "", 16);
}

export function formatRequest(capabilities: number): string {
  return `1;c=${capabilities.toString(16)}`;
}

export function formatGrant(grant: Grant): string {
  return `1;c=${grant.capabilities.toString(16)};sid=${grant.sid};tick=${grant.tickMs}`;
}

/** `1;c=<hex>;sid=<n>;tick=<ms>` to a grant, or null. Fields a later server adds behind are ignored. */
export function parseGrant(value: string): Grant | null {
  const match = new RegExp(`^1;c=(${CAPS});sid=(\\d{1,5});tick=(\\d{1,4})(?:;|$)`).exec(
    value.slice(0, HELLO_MAX_CHARS),
  );
  if (match === null) return null;
  return {
    capabilities: Number.parseInt(match[1] ?? "", 16),
    sid: Number(match[2]),
    tickMs: Number(match[3]),
  };
}

/** `?1;c=<hex>;n=<nonce>` on `$x/u`. */
export function formatHello(capabilities: number, nonce: string): string {
  return `?${formatRequest(capabilities)};n=${nonce}`;
}

/** A hello text to its parts, or null when it is none. */
export function parseHello(text: string): { capabilities: number; nonce: string } | null {
  const match = new RegExp(`^\\?1;c=(${CAPS});n=(${NONCE})$`).exec(text.slice(0, HELLO_MAX_CHARS));
  return match === null ? null : { capabilities: Number.parseInt(match[1] ?? "", 16), nonce: match[2] ?? "" };
}

/** `!1;c=…;sid=…;tick=…;n=<nonce>` on `$x/d`; `grantText` is formatGrant's. */
export function formatHelloGrant(grantText: string, nonce: string): string {
  return `!${grantText};n=${nonce}`;
}

/** The grant to our own hello, recognised by its nonce; null for anything else, a pure broker's echo of our hello too. */
export function parseHelloGrant(text: string, nonce: string): Grant | null {
  if (!text.startsWith("!") || !text.endsWith(`;n=${nonce}`)) return null;
  return parseGrant(text.slice(1));
}
