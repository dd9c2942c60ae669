// What puts a fault right, as data: whoever finds the fault says beside it what would mend it, so that what is called fixed and
// what is fixed cannot part. Knows JSON pointers and nothing of glTF.

import type { SoundPrimitive } from "../meshes.ts";

/** More than any exporter's slip leaves behind; beyond it the file is refused (LIMIT_FIXES), which bounds the list. */
export const MENDS_MAX = 10_000;

export type Mend =
  /** Write `value` at a JSON pointer; one past a list's end appends. */
  | { readonly kind: "set"; readonly pointer: string; readonly value: unknown }
  /** Take out the member or the element at a JSON pointer. Pointers count as before any element was taken out. */
  | { readonly kind: "remove"; readonly pointer: string }
  /** Keep the first `count` elements of the list at a JSON pointer. */
  | { readonly kind: "cut"; readonly pointer: string; readonly count: number }
  /** Make the weights of every vertex sum to one. */
  | { readonly kind: "weights"; readonly primitive: SoundPrimitive; readonly jointCount: number }
  /** Make the directions of every vertex one long. */
  | { readonly kind: "directions"; readonly primitive: SoundPrimitive; readonly what: "NORMAL" | "TANGENT" }
  /** Make the last row of a skin's inverse bind matrices 0 0 0 1. */
  | { readonly kind: "matrices"; readonly skin: number }
  /** Leave out what follows the end of the model. */
  | { readonly kind: "trailing-bytes" };

/**
 * Applies what `mends` say of the JSON, in place and in order, but for elements of lists, which are taken out last. Linear in the mends and
 * the lists they touch. Throws TypeError for a pointer whose parent is not there.
 */
export function mendJson(json: object, mends: readonly Mend[]): void {
  const elements = new Map<unknown[], Set<number>>();
  for (const mend of mends)
    if (mend.kind === "set") {
      const { parent, key } = locate(json, mend.pointer);
      Reflect.set(parent, key, mend.value);
    } else if (mend.kind === "cut") {
      const { parent, key } = locate(json, mend.pointer);
      const list: unknown = Reflect.get(parent, key);
      if (Array.isArray(list)) list.length = Math.min(list.length, mend.count);
    } else if (mend.kind === "remove") {
      const { parent, key } = locate(json, mend.pointer);
      if (!Array.isArray(parent)) Reflect.deleteProperty(parent, key);
      else elements.set(parent, (elements.get(parent) ?? new Set()).add(Number(key)));
    }
  for (const [list, removed] of elements) removeElements(list, removed);
}

function removeElements(list: unknown[], removed: ReadonlySet<number>): void {
  let kept = 0;
  for (const [at, element] of list.entries()) if (!removed.has(at)) list[kept++] = element;
  list.length = kept;
}

/** RFC 6901 §4. */
function locate(json: object, pointer: string): { readonly parent: object; readonly key: string } {
  const parts = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  let parent = json;
  for (const part of parts.slice(0, -1)) {
    const next: unknown = Object.hasOwn(parent, part) ? Reflect.get(parent, part) : null;
    if (typeof next !== "object" || next === null) throw new TypeError(`nothing to mend at ${pointer}`);
    parent = next;
  }
  return { parent, key: parts.at(-1) ?? "" };
}

/**
 * References to the elements of a list of `count` after those at `removed`, ascending, were taken out: references to them, and to what
 * never was there, go; the others move up with what they point at.
 */
export function renumbered(
  references: readonly number[],
  count: number,
  removed: readonly number[],
): readonly number[] {
  return references.flatMap((at) => {
    const below = countBelow(removed, at);
    return at < 0 || at >= count || removed[below] === at ? [] : [at - below];
  });
}

/** How many of the ascending `order` are less than `at`; by halves, as both lists may be long. */
function countBelow(order: readonly number[], at: number): number {
  let from = 0;
  for (let to = order.length; from < to; ) {
    const middle = (from + to) >> 1;
    if ((order[middle] ?? at) < at) from = middle + 1;
    else to = middle;
  }
  return from;
}
