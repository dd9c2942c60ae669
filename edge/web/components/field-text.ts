// What stands in a field of a form as text, and what that comes to. Pure.

/** In whichever digits a keyboard writes. Undefined: no number within the bounds; null: nothing said. */
export function numberOf(text: string, min: number, max: number): number | null | undefined {
  const said = text.normalize("NFKC").trim();
  if (said === "") return null;
  const value = /^\d{1,7}$/.test(said) ? Number(said) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

/** `2026-12-04T20:00`, as `datetime-local` writes it. */
export function toField(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 16);
}

/** Null: it is no time. */
export function fromField(text: string): number | null {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
