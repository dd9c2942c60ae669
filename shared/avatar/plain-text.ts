// Texts inside a model are written by strangers and end up on pages and terminals: here they become plain.

import { INVISIBLE } from "../schema/text.ts";

const EVERY_INVISIBLE = new RegExp(INVISIBLE.source, "gu");
const TAG = /<[^<>]*>/g;

/** Drops invisible characters and markup, trims, and cuts to `charsMax` code points. */
export function plainText(raw: string, charsMax: number): string {
  // Cut before matching as well: eight million characters of "<" must not be scanned for tags.
  const bounded = raw.slice(0, charsMax * 8);
  const plain = withoutMarkup(bounded.replace(EVERY_INVISIBLE, "")).normalize("NFC").trim();
  return [...plain].slice(0, charsMax).join("");
}

/** What still looks like a tag when the tags are gone was nested to look so: then no angle bracket stays. */
function withoutMarkup(text: string): string {
  const once = text.replace(TAG, "");
  return once.search(TAG) === -1 ? once : once.replace(/[<>]/g, "");
}

/** Returns the URL when it is an absolute http or https one of at most `charsMax` characters, else null. */
export function plainWebUrl(raw: string, charsMax: number): string | null {
  const text = raw.trim();
  if (text.length > charsMax || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}
