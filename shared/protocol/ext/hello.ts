// How a client asks for the extension and what the server grants: as a CONNECT/CONNACK user property in MQTT 5, as text on
// the `$x` topics for anybody else. SPEC [NEG-1]…[NEG-5], [RESUME-1]

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
  /** Comes back to the place it had after its connection was lost. */
  resume: 1 << 5,
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
  Capability.resume |
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
/** 128 random bits. */
export const RESUME_TOKEN_BYTES = 16;
const TOKEN = `[0-9a-f]{${RESUME_TOKEN_BYTES * 2}}`;
const RESUME = `;rt=(${TOKEN});e=(\\d{1,10})`;

/** What a client shows that comes back: the token it was granted, and how many event frames it has read since that grant. */
export type ResumeRequest = { readonly token: string; readonly events: number };
export type Request = { readonly capabilities: number; readonly resume: ResumeRequest | null };

/** Whether the place of before is kept: not at all; with what was missed behind the grant; or with the whole room told anew. */
export type Resumed = "no" | "replayed" | "anew";
const RESUMED_NUMBER: Readonly<Record<Resumed, number>> = { no: 0, replayed: 1, anew: 2 };

export type Grant = {
  readonly capabilities: number;
  /** Our number in the room. */
  readonly sid: number;
  readonly tickMs: number;
  /** To come back with, once; null when that was not granted. */
  readonly resumeToken: string | null;
  readonly resumed: Resumed;
};

/** `1;c=<hex>[;rt=<token>;e=<events>]` to a request, or null when it is none of major version 1. */
export function parseRequest(value: string): Request | null {
  const match = new RegExp(`^1;c=(${CAPS})(?:${RESUME})?(?:;|$)`).exec(value.slice(0, HELLO_MAX_CHARS));
  return match === null ? null : requestOf(match);
}

function requestOf([, capabilities = "", token, events]: RegExpExecArray): Request {
  const resume = token === undefined ? null : { token, events: Number(events) };
  return { capabilities: Number.parseInt(capabilities, 16), resume };
}

export function formatRequest(capabilities: number, resume: ResumeRequest | null = null): string {
  const request = `1;c=${capabilities.toString(16)}`;
  return resume === null ? request : `${request};rt=${resume.token};e=${resume.events}`;
}

export function formatGrant({ capabilities, sid, tickMs, resumeToken, resumed }: Grant): string {
  const token = resumeToken === null ? "" : `;rt=${resumeToken}`;
  const how = resumed === "no" ? "" : `;rs=${RESUMED_NUMBER[resumed]}`;
  return `1;c=${capabilities.toString(16)};sid=${sid};tick=${tickMs}${token}${how}`;
}

/** `1;c=<hex>;sid=<n>;tick=<ms>[;rt=<token>][;rs=<1 or 2>]` to a grant, or null. Fields a later server adds behind are ignored. */
export function parseGrant(value: string): Grant | null {
  const fields = `(?:;rt=(${TOKEN}))?(?:;rs=([12]))?`;
  const match = new RegExp(`^1;c=(${CAPS});sid=(\\d{1,5});tick=(\\d{1,4})${fields}(?:;|$)`).exec(
    value.slice(0, HELLO_MAX_CHARS),
  );
  if (match === null) return null;
  const [, capabilities = "", sid, tickMs, resumeToken = null, how] = match;
  return {
    capabilities: Number.parseInt(capabilities, 16),
    sid: Number(sid),
    tickMs: Number(tickMs),
    resumeToken,
    resumed: how === undefined ? "no" : how === "1" ? "replayed" : "anew",
  };
}

/** `?1;c=<hex>[;rt=<token>;e=<events>];n=<nonce>` on `$x/u`. */
export function formatHello(
  capabilities: number,
  nonce: string,
  resume: ResumeRequest | null = null,
): string {
  return `?${formatRequest(capabilities, resume)};n=${nonce}`;
}

/** A hello text to its parts, or null when it is none. */
export function parseHello(text: string): (Request & { readonly nonce: string }) | null {
  const match = new RegExp(`^\\?1;c=(${CAPS})(?:${RESUME})?;n=(${NONCE})$`).exec(
    text.slice(0, HELLO_MAX_CHARS),
  );
  return match === null ? null : { ...requestOf(match), nonce: match[4] ?? "" };
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
