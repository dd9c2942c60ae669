// Fetches the avatar files of participants, and a world's model: few at a time, never more bytes than were announced, and only the very bytes that
// were announced.

import type { Member } from "../../../shared/protocol/ext/presence.ts";
import { AVATAR_FILE_MAX_BYTES } from "../../../shared/schema/avatar-limits.ts";

export type AvatarRef = NonNullable<Member["avatar"]>;

const AT_A_TIME_MAX = 2;

export type AvatarFiles = {
  /** The file's bytes. Throws when it is too large, another than announced, cannot be had, or `signal` fires. */
  fetch(avatar: AvatarRef, signal: AbortSignal): Promise<ArrayBuffer>;
};

/** `choose` says which file stands for the one that was announced, where it is another. Nothing larger than `sizeMaxBytes` is fetched. */
export function createAvatarFiles(
  fetchFile: typeof fetch,
  choose = (announced: AvatarRef) => Promise.resolve(announced),
  sizeMaxBytes = AVATAR_FILE_MAX_BYTES,
): AvatarFiles {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function turn(): Promise<void> {
    if (running < AT_A_TIME_MAX) {
      running += 1;
      return;
    }
    // Whoever ends hands its turn on, so the count stays.
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function next(): void {
    const resolve = waiting.shift();
    if (resolve === undefined) running -= 1;
    else resolve();
  }

  return {
    async fetch(announced, signal) {
      await turn();
      try {
        signal.throwIfAborted();
        const avatar = await choose(announced);
        signal.throwIfAborted();
        if (avatar.size > sizeMaxBytes) throw new Error(`a file of ${avatar.size} bytes`);
        const response = await fetchFile(avatar.url, { signal });
        if (!response.ok) throw new Error(`the avatar's file answered ${response.status}`);
        const bytes = await readExactly(response, avatar.size);
        await requireDigest(bytes, avatar.sha256);
        return bytes;
      } finally {
        next();
      }
    },
  };
}

/** Reads a body of a known size. Throws as soon as it is longer, and when it ends short. */
export async function readExactly(response: Response, sizeBytes: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  let filled = 0;
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    if (filled + value.length > sizeBytes) {
      await reader.cancel();
      throw new Error(`more than the ${sizeBytes} bytes announced`);
    }
    bytes.set(value, filled);
    filled += value.length;
  }
  if (filled !== sizeBytes) throw new Error(`${filled} bytes instead of ${sizeBytes}`);
  return bytes.buffer;
}

/** Browsers have no digest on pages that came over plain HTTP from another machine; the size must do there. */
async function requireDigest(bytes: ArrayBuffer, sha256: string): Promise<void> {
  if (!isSecureContext) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== sha256) throw new Error(`the avatar's file is another than announced: ${hex}`);
}
