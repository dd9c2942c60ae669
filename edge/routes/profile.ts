// What a provider says of somebody, made to fit what we keep of people.

import { IDENTITY_LABEL_MAX_CHARS } from "../../shared/schema/internal/identity.ts";
import { INVISIBLE } from "../../shared/schema/text.ts";
import { DISPLAY_NAME_MAX_CHARS, displayNameSchema, type Locale } from "../../shared/schema/user.ts";
import type { OidcIdentity } from "../auth/oidc.ts";

const EVERY_INVISIBLE = new RegExp(INVISIBLE, "gu");
const NAMELESS: Readonly<Record<Locale, string>> = { ja: "名無し", en: "Nameless" };

/** Our profile of somebody the provider knows: their name made to fit, or a name for the nameless. */
export function profileOf(identity: Pick<OidcIdentity, "name" | "locale">): {
  displayName: string;
  locale: Locale;
} {
  const locale: Locale = identity.locale?.toLowerCase().startsWith("en") ? "en" : "ja";
  const name = displayNameSchema.safeParse(cut(identity.name ?? "", DISPLAY_NAME_MAX_CHARS));
  return { displayName: name.success ? name.data : NAMELESS[locale], locale };
}

/** What its owner will know the identity by in a list: a provider lets people call themselves what no text of ours may hold. */
export function labelOf(identity: Pick<OidcIdentity, "name" | "label">): string | null {
  const told = (identity.label ?? identity.name ?? "").replaceAll(EVERY_INVISIBLE, "");
  const label = cut(told, IDENTITY_LABEL_MAX_CHARS);
  return label === "" ? null : label;
}

/** By characters, not by halves of them. */
function cut(text: string, maxChars: number): string {
  return [...text.normalize("NFC").trim()].slice(0, maxChars).join("");
}
