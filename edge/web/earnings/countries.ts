// In which countries creators may have the bank account they are paid to, and which of them is likely theirs. Pure.

/** Those that the payment service opens accounts for, ISO 3166. */
export const COUNTRIES = (
  "AE AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IT JP LI LT LU LV MT MX NL NO NZ PL " +
  "PT RO SE SG SI SK TH US"
).split(" ");

/** By the browser's language tags; null: nothing is known. */
export function likelyCountry(preferred: readonly string[]): string | null {
  for (const tag of preferred) {
    const region = /-([A-Za-z]{2})\b/.exec(tag)?.[1]?.toUpperCase() ?? (tag === "ja" ? "JP" : null);
    if (region !== null && COUNTRIES.includes(region)) return region;
  }
  return null;
}
