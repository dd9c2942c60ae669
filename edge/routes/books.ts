// The books, for those who run the place. All of it is the origin's: the edge says who asks, and passes on what was said.

import type { Context } from "hono";
import { booksEndpoints } from "../../shared/contract/books.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";

type BooksId = keyof typeof booksEndpoints;
type Asked = {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly body?: object | undefined;
  readonly headers?: { readonly "idempotency-key"?: string | undefined } | undefined;
};

export function booksRoutes({ origin }: Pick<EdgeDeps, "origin">) {
  const pass = <Id extends BooksId>(id: Id, path: string): EndpointHandler<Id> => {
    const { method, answers } = booksEndpoints[id];
    return async (c: Context<EdgeEnv>, { params, query, body, headers }: Asked) => {
      const key = headers?.["idempotency-key"];
      const answer = await origin.askBooks(c.get("requestId"), c.get("userId"), answers[200], {
        method,
        path: fillPath(path, params),
        ...(query === undefined ? {} : { query }),
        ...(body === undefined ? {} : { body }),
        ...(key === undefined ? {} : { headers: { "idempotency-key": key } }),
      });
      return c.json(answer as object);
    };
  };
  return {
    payments: pass("books.payments", internalPath.payments),
    payment: pass("books.payment", internalPath.payment),
    askStripe: pass("books.askStripe", internalPath.askPayment),
    previewRefund: pass("books.previewRefund", internalPath.paymentRefund),
    refund: pass("books.refund", internalPath.paymentRefund),
    retryRefund: pass("books.retryRefund", internalPath.retryRefund),
    reconciliations: pass("books.reconciliations", internalPath.reconciliations),
    reconciliation: pass("books.reconciliation", internalPath.reconciliation),
    unusedBalance: pass("books.unusedBalance", internalPath.unusedBalance),
  };
}
