// A client of a room in about a hundred lines of web standards: walks a circle, says whom it sees, answers questions. Explained in
// shared/protocol/SPEC.md, "Write a client in an hour". Bun or Deno: bun scripts/example-client.ts URL TICKET [SECONDS]

const [url = "ws://127.0.0.1:8083/mqtt", ticket = "", seconds = "3600"] = process.argv.slice(2);
const [RADIUS_M, LAP_MS, PLAY_BEHIND_MS] = [2, 8_000, 150];
type Line = { readonly from: number; readonly name: string; readonly text: string };
type Presence = { readonly sids?: number[]; readonly members?: { sid: number; name: string }[] };
type Sample = { readonly timeMs: number; readonly x: number; readonly z: number };
const names = new Map<number, string>(); // of each sid its name
const samples = new Map<number, Sample[]>(); // and its newest poses, oldest first
let [mySid, pingedAtMs, aheadMs, hasClock] = [0, 0, 0, false];
const roomTimeMs = () => performance.now() + aheadMs;

// ── bytes out ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
const le16 = (n: number) => [n & 255, (n >> 8) & 255];
const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >> 7)]);
const sized = (bytes: number[]) => [...varint(bytes.length), ...bytes];
const utf8 = (text: string) => [...new TextEncoder().encode(text)];
const mqttText = (text: string) => [...le16(utf8(text).length).reverse(), ...utf8(text)]; // MQTT is big-endian
const send = (type: number, body: number[]) => socket.send(Uint8Array.from([type << 4, ...sized(body)]));
const sendSection = (kind: number, payload: number[]) => send(0, [kind, ...sized(payload)]);

function connect(): void {
  const property = [0x26, ...mqttText("hiroba"), ...mqttText("1;c=1")]; // asks for packet type 0 and no more
  const head = [...mqttText("MQTT"), 5, 0xc2, 0, 30]; // 5.0; clean start, user name, password; keep-alive 30 s
  send(1, [...head, ...sized(property), ...mqttText(""), ...mqttText("any"), ...mqttText(ticket)]);
}
function ping(): void {
  pingedAtMs = performance.now();
  sendSection(0x02, [0, 0, 0, 0]);
}
function walk(): void {
  const laps = roomTimeMs() / LAP_MS; // who always walks the way it faces, and turns, walks a circle
  const [sin, cos] = [Math.sin(2 * Math.PI * laps), Math.cos(2 * Math.PI * laps)];
  const position = [-RADIUS_M * cos, 0, RADIUS_M * sin].flatMap((m) => le16(Math.floor(m * 1024 + 0.5)));
  const yaw = le16(Math.floor((laps % 1) * 65_536 + 0.5));
  sendSection(0x10, [0, ...le16(Math.floor(roomTimeMs()) % 65_536), ...yaw, 0, 0, 1, ...position]);
}

// ── bytes in: a cursor over what has come ─────────────────────────────────────────────────────────────────────────────────
let [bytes, view, at] = [new Uint8Array(0), new DataView(new ArrayBuffer(0)), 0];
const skip = (count: number) => {
  at += count;
  return at - count;
};
const u8 = () => view.getUint8(skip(1));
const u16 = () => view.getUint16(skip(2), true);
const u32 = () => view.getUint32(skip(4), true);
const i16 = () => view.getInt16(skip(2), true);
const metres = (isWide: boolean) => (isWide ? u8() + 256 * i16() : i16()) / 1024;
const uvarint = (): number => {
  const byte = u8();
  return byte < 128 ? byte : (byte & 127) + 128 * uvarint();
};
const text = (end: number) => new TextDecoder().decode(bytes.subarray(skip(end - at), end));

function onBytes(more: Uint8Array): void {
  bytes = Uint8Array.from([...bytes, ...more]);
  while (bytes.findIndex((byte, index) => index > 0 && byte < 128) !== -1) {
    [view, at] = [new DataView(bytes.buffer), 0];
    const [type, length] = [u8() >> 4, uvarint()];
    const end = at + length;
    if (end > bytes.length) return; // the rest is still on its way
    onPacket(type, end);
    bytes = bytes.slice(end);
  }
}
function onPacket(type: number, end: number): void {
  while (type === 0 && at < end) onSection(u8(), uvarint());
  if (type === 14) console.log(`the room ends the connection, reason ${u8()}`);
  if (type !== 2) return;
  const [, reason, rest] = [u8(), u8(), text(end)];
  mySid = Number(/1;c=1;sid=(\d+)/.exec(rest)?.[1] ?? 0);
  if (mySid === 0) return console.log(`not let in, reason ${reason}`);
  ping();
  setInterval(ping, 2_000);
  setInterval(look, 1_000);
}
function onSection(kind: number, length: number): void {
  const end = at + length;
  if (kind === 0x03) onPong(u32(), view.getFloat64(skip(8), true));
  if (kind === 0x05) console.log(`bye, reason ${u8()}: not before ${u32()} ms`);
  if (kind === 0x11) onPoses(u32(), u16(), uvarint());
  if (kind === 0x3a) onChat(JSON.parse(text(end)));
  if (kind === 0x40) onPresence(JSON.parse(text(end)));
  at = end; // any other kind is not for this client
}
function onPong(_cookie: number, roomMs: number): void {
  aheadMs = roomMs + (performance.now() - pingedAtMs) / 2 - performance.now();
  if (!hasClock) setInterval(walk, 50);
  hasClock = true;
}
function onPoses(batchMs: number, _seq: number, count: number): void {
  for (let index = 0, sid = 0; index < count; index++) {
    sid += uvarint() + 1;
    const [flags, t] = [u8(), u16()];
    skip(5); // yaws, pitch, locomotion
    const [x = 0, , z = 0] = [0, 1, 2].map(() => metres((flags & 4) > 0));
    if (flags & 8) skip(2); // in the frame of an item, which this client does not know
    const laterMs = (t - batchMs) & 65_535; // the last moment with this t that is no more than 2 s after the batch
    const sample = { timeMs: batchMs + laterMs - (laterMs > 2_000 ? 65_536 : 0), x, z };
    samples.set(sid, [...(samples.get(sid) ?? []), sample].slice(-20));
  }
}
function onPresence({ sids = [], members = [] }: Presence): void {
  for (const { sid, name } of members) names.set(sid, name);
  for (const sid of sids) names.delete(sid);
}
function onChat({ from, name, text: line }: Line): void {
  console.log(`${name}: ${line}`);
  const answer = { text: `${name}, I walk a circle.` };
  if (from !== mySid && line.endsWith("?")) sendSection(0x3a, utf8(JSON.stringify(answer)));
}
function look(): void {
  const timeMs = roomTimeMs() - PLAY_BEHIND_MS; // late enough that mostly there is a pose before and one after it
  for (const [sid, known] of samples) {
    const [before, after] = [known.findLast((s) => s.timeMs <= timeMs), known.find((s) => s.timeMs > timeMs)];
    const [from, to] = [before ?? after, after ?? before];
    if (sid === mySid || !names.has(sid) || !from || !to) continue;
    const share = from === to ? 0 : (timeMs - from.timeMs) / (to.timeMs - from.timeMs);
    const [x, z] = [from.x + share * (to.x - from.x), from.z + share * (to.z - from.z)];
    console.log(`sees ${names.get(sid)} at ${x.toFixed(2)}, ${z.toFixed(2)}`);
  }
}

const socket = new WebSocket(url, "mqtt");
socket.binaryType = "arraybuffer";
socket.onopen = connect;
socket.onmessage = ({ data }) => onBytes(new Uint8Array(data));
socket.onclose = () => process.exit(mySid === 0 ? 1 : 0);
setTimeout(() => send(14, []), Number(seconds) * 1_000); // DISCONNECT: goes without a will, the room tells the others
