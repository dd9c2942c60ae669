// One operation of the API: method, path, parameters, what it does.

import type * as z from "zod";
import type { Work } from "../books/work.ts";

export type Method = "GET" | "POST" | "DELETE";

/** `ids` are the path's parts that stand for something, in their order. */
export type Operation = {
  readonly method: Method;
  /** As Stripe's reference writes it: `/v1/charges/:id`. */
  readonly path: string;
  readonly params: z.ZodType;
  readonly run: (work: Work, params: never, ...ids: string[]) => object;
};

/** Declares an operation; its parameters have the schema's type where it runs. */
export function operation<T extends z.ZodType>(
  method: Method,
  path: string,
  params: T,
  run: (work: Work, params: z.infer<T>, ...ids: string[]) => object,
): Operation {
  return { method, path, params, run: run as Operation["run"] };
}

export type Match = { readonly operation: Operation; readonly ids: readonly string[] };

/** Makes the lookup over a table. Null where nothing answers. */
export function createRouter(
  operations: readonly Operation[],
): (method: string, path: string) => Match | null {
  const compiled = operations.map((known) => ({
    known,
    pattern: new RegExp(`^${known.path.replace(/:\w+/g, "([^/%]+)")}$`),
  }));
  return (method, path) => {
    for (const { known, pattern } of compiled) {
      const found = known.method === method ? pattern.exec(path) : null;
      if (found !== null) return { operation: known, ids: found.slice(1) };
    }
    return null;
  };
}
