// Form-encoded parameters as Stripe's API takes them: brackets nest, numbers in brackets count. `a[b][0]=c` is {a: {b: ["c"]}}.

import { invalid } from "./stripe-error.ts";

export type FormValue = string | FormTree | readonly FormValue[];
export type FormTree = { readonly [name: string]: FormValue };

const PARAMETERS_MAX = 2_000;
const DEPTH_MAX = 8;

type Node = string | Map<string, Node>;

/** Reads a body or a query. Throws StripeApiError (400) for what cannot be nested so. */
export function parseForm(text: string): FormTree {
  const pairs = [...new URLSearchParams(text)];
  if (pairs.length > PARAMETERS_MAX) throw invalid(`Too many parameters: at most ${PARAMETERS_MAX}`);
  const root = new Map<string, Node>();
  for (const [name, value] of pairs) place(root, pathOf(name), value, name);
  return Object.fromEntries([...root].map(([name, node]) => [name, toValue(node)]));
}

/** How an error names the parameter at a path: `line_items[0][price]`. */
export function parameterName(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path.map(String);
  return (first ?? "") + rest.map((part) => `[${part}]`).join("");
}

function pathOf(name: string): readonly string[] {
  const [, first, rest = ""] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
  if (first === undefined) throw invalid(`Invalid parameter name: ${name}`, name);
  const path = [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, part = ""]) => part)];
  if (path.length > DEPTH_MAX) throw invalid(`Parameter ${name} nests deeper than ${DEPTH_MAX} levels`, name);
  return path;
}

function place(root: Map<string, Node>, path: readonly string[], value: string, name: string): void {
  let at = root;
  for (const [depth, part] of path.entries()) {
    const key = part === "" ? String(at.size) : part;
    const there = at.get(key);
    if (depth === path.length - 1) {
      if (there instanceof Map) throw invalid(`Parameter ${name} is both a value and a hash`, name);
      at.set(key, value);
    } else if (there === undefined) {
      const next = new Map<string, Node>();
      at.set(key, next);
      at = next;
    } else if (typeof there === "string") throw invalid(`Parameter ${name} is both a value and a hash`, name);
    else at = there;
  }
}

function toValue(node: Node): FormValue {
  if (typeof node === "string") return node;
  const entries = [...node].map(([key, child]) => [key, toValue(child)] as const);
  if (!entries.every(([key]) => /^\d{1,6}$/.test(key))) return Object.fromEntries(entries);
  return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}
