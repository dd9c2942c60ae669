// A refresh token: 256 bits of chance. Only its hash is stored; a plain hash is enough for what cannot be guessed.

export const REFRESH_TOKEN_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
/** Two tabs, or a retry after a lost answer: within this the second caller is told to wait, not suspected. */
export const ROTATION_GRACE_MS = 10_000;

const TOKEN_BYTES = 32;

export function newRefreshToken(): string {
  return crypto
    .getRandomValues(new Uint8Array(TOKEN_BYTES))
    .toBase64({ alphabet: "base64url", omitPadding: true });
}
