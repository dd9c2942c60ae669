// Names and comments as C# wants them.

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum " +
    "event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long " +
    "namespace new null object operator out override params private protected public readonly ref return sbyte sealed short " +
    "sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual " +
    "void volatile while"
  ).split(" "),
);

/** `nextCursor`, `idempotency-key` and `ROOMS_FULL` as `NextCursor`, `IdempotencyKey` and `RoomsFull`. */
export function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const cased = words.map((word) => (/[a-z]/.test(word) ? word : word.toLowerCase()));
  const joined = cased.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

/** The name of a parameter or variable. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  const camel = pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
  return KEYWORDS.has(camel) ? `@${camel}` : camel;
}

export function stringLiteral(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** A documentation comment; no lines for no text. */
export function summary(text: string): readonly string[] {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("`", "");
  return text === "" ? [] : [`/// <summary>${escaped}</summary>`];
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `    ${line}`));
}
