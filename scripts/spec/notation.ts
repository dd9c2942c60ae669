// How the SPEC writes numbers, and the marks of its parts that are made from code.

const MARK = /<!-- made by: bun scripts\/spec\.ts ([\w-]+) -->/g;

/** The names of a page's made parts, in its order. */
export function namesOfMade(page: string): string[] {
  return [...page.matchAll(MARK)].map(([, name = ""]) => name);
}

/** Who makes a part, as its mark says. */
export const makerOf = (name: string): string => `bun scripts/spec.ts ${name}`;

export const hex = (value: number, digits = 2): string => `0x${value.toString(16).padStart(digits, "0")}`;
/** 128 KiB, 4 KiB, 1,276: as the rules write it. */
export const bytes = (value: number): string =>
  value >= 1024 && value % 1024 === 0
    ? value % (1024 * 1024) === 0
      ? `${value / (1024 * 1024)} MiB`
      : `${value / 1024} KiB`
    : count(value);
export const count = (value: number): string => value.toLocaleString("en-GB");
