// Events: what happened, kept as it was then.

import * as z from "zod";
import { createdPage, listOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { flag, list, text } from "../wire/params.ts";

/** `checkout.session.completed`, or `charge.*`. */
function isOfType(type: string, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

export const eventOperations = [
  operation(
    "GET",
    "/v1/events",
    z.strictObject({
      ...createdPage,
      delivery_success: flag.optional(),
      type: text.optional(),
      types: list(text, 20).optional(),
    }),
    (work, params) => {
      const types = params.types ?? (params.type === undefined ? null : [params.type]);
      return listOf(
        work,
        "event",
        "/v1/events",
        params,
        (event) =>
          (types === null || types.some((wanted) => isOfType(event.type, wanted))) &&
          (params.delivery_success ?? event.pending_webhooks === 0) === (event.pending_webhooks === 0),
      );
    },
  ),
  operation("GET", "/v1/events/:id", z.strictObject({}), (work, _params, id = "") => work.need("event", id)),
];
