// A WebSocket client that says exactly what it is told to, right or wrong, and reads what a server's frames say. Written from
// RFC 6455 apart from the server's code, so that the two can disagree.

import { eventually } from "../../support/eventually.ts";
import { dial } from "./listening.ts";

export type FrameOptions = {
  readonly opcode: number;
  readonly payload?: Uint8Array | string;
  readonly fin?: boolean;
  /** Reserved bits, 0 to 7. */
  readonly rsv?: number;
  /** null sends the frame without one. */
  readonly mask?: readonly [number, number, number, number] | null;
  /** How the length is written; by itself as short as it can be. */
  readonly lengthBytes?: 0 | 2 | 8;
  /** Written instead of the payload's length. */
  readonly saidLength?: bigint;
};

const bytesOf = (payload: Uint8Array | string): Uint8Array =>
  typeof payload === "string" ? new TextEncoder().encode(payload) : payload;

export function frame(options: FrameOptions): Uint8Array {
  const { opcode, fin = true, rsv = 0, mask = [0x37, 0xfa, 0x21, 0x3d] } = options;
  const payload = bytesOf(options.payload ?? "");
  const length = options.saidLength ?? BigInt(payload.length);
  const lengthBytes = options.lengthBytes ?? (length < 126n ? 0 : length < 65_536n ? 2 : 8);
  const header = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const maskBit = mask === null ? 0 : 0x80;
  if (lengthBytes === 0) header.push(maskBit | Number(length));
  else {
    header.push(maskBit | (lengthBytes === 2 ? 126 : 127));
    for (let shift = BigInt(lengthBytes - 1) * 8n; shift >= 0n; shift -= 8n)
      header.push(Number((length >> shift) & 0xffn));
  }
  const masked = mask === null ? payload : payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Uint8Array.from([...header, ...(mask ?? []), ...masked]);
}

/** Body of a close frame. */
export function closeBody(code: number, reason: Uint8Array | string = ""): Uint8Array {
  return Uint8Array.from([code >> 8, code & 255, ...bytesOf(reason)]);
}

export type ServerFrame = { readonly opcode: number; readonly payload: Uint8Array };

/** Reads what a server sent, as far as it goes. Throws where a server must not write so. */
export function readServerFrames(bytes: Uint8Array): ServerFrame[] {
  const frames: ServerFrame[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 2 <= bytes.length; ) {
    const first = view.getUint8(at);
    const second = view.getUint8(at + 1);
    if ((first & 0xf0) !== 0x80) throw new Error(`a frame of a server begins with ${first}`);
    if (second > 127) throw new Error("a server's frame is masked");
    const lengthBytes = second < 126 ? 0 : second === 126 ? 2 : 8;
    if (at + 2 + lengthBytes > bytes.length) break;
    const length =
      lengthBytes === 0
        ? second
        : lengthBytes === 2
          ? view.getUint16(at + 2)
          : Number(view.getBigUint64(at + 2));
    if (lengthBytes > 0 && length < (lengthBytes === 2 ? 126 : 65_536)) throw new Error("a long length");
    const start = at + 2 + lengthBytes;
    if (start + length > bytes.length) break;
    frames.push({ opcode: first & 15, payload: bytes.slice(start, start + length) });
    at = start + length;
  }
  return frames;
}

export const UPGRADE = [
  "GET /mqtt HTTP/1.1",
  "Host: 127.0.0.1",
  "Upgrade: websocket",
  "Connection: keep-alive, Upgrade",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Protocol: mqtt",
] as const;

export const headText = (lines: readonly string[]): string => `${lines.join("\r\n")}\r\n\r\n`;

export type RawWebSocket = {
  write(...frames: Uint8Array[]): void;
  /** Everything at once, one byte a packet as far as the system lets it. */
  writeByteWise(...frames: Uint8Array[]): Promise<void>;
  frames(): ServerFrame[];
  /** All binary payloads so far, one behind the other. */
  stream(): Uint8Array;
  /** Waits for the server to end the connection; answers the code it closed with, null without one. */
  closeCode(): Promise<number | null>;
  isClosed(): boolean;
  pause(): void;
  resume(): void;
  destroy(): void;
};

/** Connects and shakes hands. */
export async function openRaw(
  port: number,
  lines: readonly string[] = UPGRADE,
  isSecure = false,
): Promise<RawWebSocket> {
  const wire = await dial(port, isSecure);
  wire.socket.write(headText(lines));
  const answerBytes = await eventually("the answer's head", () => {
    const end = Buffer.from(wire.came()).indexOf("\r\n\r\n");
    return end === -1 ? null : end + 4;
  });
  const answer = new TextDecoder().decode(wire.came().subarray(0, answerBytes));
  if (!answer.startsWith("HTTP/1.1 101 ")) throw new Error(answer);
  const frames = () => readServerFrames(wire.came().subarray(answerBytes));
  return {
    write: (...sent) => void wire.socket.write(Buffer.concat(sent)),
    writeByteWise: async (...sent) => {
      for (const byte of Buffer.concat(sent)) {
        wire.socket.write(Uint8Array.of(byte));
        await Bun.sleep(0);
      }
    },
    frames,
    stream: () =>
      Uint8Array.from(
        Buffer.concat(
          frames()
            .filter((f) => f.opcode === 2)
            .map((f) => f.payload),
        ),
      ),
    closeCode: async () => {
      await eventually("the end", wire.isClosed);
      const last = frames().at(-1);
      if (last?.opcode !== 8) throw new Error("ended without a close frame");
      const [high, low] = last.payload;
      return high === undefined || low === undefined ? null : high * 256 + low;
    },
    isClosed: wire.isClosed,
    pause: () => void wire.socket.pause(),
    resume: () => void wire.socket.resume(),
    destroy: () => void wire.socket.destroy(),
  };
}
