// Who somebody is here: the name they typed, and nothing else. The subject is the name written so that any name fits.

export const NAME_MAX_CHARS = 40;

/** The name as it is kept, or null when there is nothing to keep: NFC, trimmed, without control characters. */
export function toName(typed: string): string | null {
  const name = typed
    .normalize("NFC")
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  return name === "" || [...name].length > NAME_MAX_CHARS ? null : name;
}

export function subjectOf(name: string): string {
  return Buffer.from(name, "utf8").toString("base64url");
}

export function nameOf(subject: string): string {
  return Buffer.from(subject, "base64url").toString("utf8");
}
