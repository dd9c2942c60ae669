// What a provider says of somebody, made to fit what we keep of people.

import { IDENTITY_LABEL_MAX_CHARS } from "../../shared/schema/internal/identity.ts";
import { DISPLAY_NAME_MAX_CHARS, displayNameSchema, type Locale } from "../../shared/schema/user.ts";
import type { OidcIdentity } from "../auth/oidc.ts";

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

/** What its owner will know the identity by in a list. */
export function labelOf(identity: Pick<OidcIdentity, "name" | "label">): string | null {
  const label = cut(identity.label ?? identity.name ?? "", IDENTITY_LABEL_MAX_CHARS);
  return label === "" ? null : label;
}

/** By characters, not by halves of them. */
function cut(text: string, maxChars: number): string {
  return [...text.normalize("NFC").trim()].slice(0, maxChars).join("");
}
