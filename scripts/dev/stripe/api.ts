// One request of Stripe's API, or of the control interface: who calls, which operation, whether it was answered before, and the answer in Stripe's form.

import Stripe from "stripe";
import type { Log } from "../../../shared/http/log.ts";
import { controlOperations } from "./control.ts";
import type { Double } from "./double.ts";
import { takeFault } from "./faults.ts";
import { included, operations } from "./routes.ts";
import { expanded } from "./wire/expand.ts";
import { type FormTree, parseForm } from "./wire/form.ts";
import { claimKey, keepAnswer } from "./wire/idempotency.ts";
import { createRouter, type Match } from "./wire/operation.ts";
import { list, readParams, text } from "./wire/params.ts";
import { StripeApiError } from "./wire/stripe-error.ts";

const expandPaths = list(text, 20);
const findOperation = createRouter([...operations, ...controlOperations]);

export type ApiRequest = {
  readonly method: string;
  readonly path: string;
  /** Form-encoded: of the query, or of the body of a POST. */
  readonly form: string;
  readonly headers: Headers;
};

export type ApiAnswer = {
  readonly status: number;
  readonly json: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The work was done, and the caller shall not hear of it. */
  readonly isLost: boolean;
};

type Kept = { readonly status: number; readonly json: string; readonly requestId: string };
type Call = {
  readonly match: Match;
  readonly params: unknown;
  readonly tree: FormTree;
  readonly paths: readonly string[];
  readonly owner: string;
  readonly key: string | null;
  readonly requestId: string;
};

/** Answers one request; never throws. `wait` is asked to let time go by where the control interface wants a slow answer. */
export async function answerApi(
  double: Double,
  request: ApiRequest,
  deps: { readonly secretKey: string; readonly log: Log; readonly wait: (ms: number) => Promise<void> },
): Promise<ApiAnswer> {
  const requestId = double.transact((work) => work.newId("req", 14));
  const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
  const headers = {
    "content-type": "application/json",
    "request-id": requestId,
    "stripe-version": request.headers.get("stripe-version") ?? Stripe.API_VERSION,
    ...(key === null ? {} : { "idempotency-key": key }),
  };
  const answerWith = (
    kept: Kept,
    more: Readonly<Record<string, string>> = {},
    isLost = false,
  ): ApiAnswer => ({
    status: kept.status,
    json: kept.json,
    headers: { ...headers, ...more },
    isLost,
  });
  try {
    const call = readCall(double, request, { secretKey: deps.secretKey, key, requestId });
    const fault = double.transact((work) => takeFault(work, request.method, request.path));
    if (fault?.kind === "refuse") throw ourFault();
    const known = claim(double, request.path, call);
    const isLost = fault?.kind === "lose-answer";
    if (known !== null)
      return answerWith(
        known,
        { "idempotent-replayed": "true", "original-request": known.requestId },
        isLost,
      );
    if (fault?.kind === "delay") await deps.wait(fault.delayMs);
    const kept = execute(double, call, deps.log);
    return answerWith(kept, {}, isLost);
  } catch (error) {
    return answerWith(refusalOf(error, requestId, deps.log));
  }
}

/** Everything that is checked before a request begins. */
function readCall(
  double: Double,
  request: ApiRequest,
  {
    secretKey,
    key,
    requestId,
  }: { readonly secretKey: string; readonly key: string | null; readonly requestId: string },
): Call {
  authenticate(request.headers, secretKey);
  checkVersion(request.headers.get("stripe-version"));
  const owner = request.headers.get("stripe-account") ?? "";
  if (owner !== "" && double.transact((work) => work.find("account", owner)) === null)
    throw new StripeApiError({
      status: 403,
      code: "account_invalid",
      message: `The provided key does not have access to account '${owner}' (or that account does not exist). Application access may have been revoked.`,
    });
  const match = findOperation(request.method, request.path);
  if (match === null)
    throw new StripeApiError({
      status: 404,
      message: `Unrecognized request URL (${request.method}: ${request.path}). Stripe may know it; this development double does not.`,
    });
  const { expand, ...tree } = parseForm(request.form);
  const paths = expand === undefined ? [] : readParams(expandPaths, expand as never);
  return { match, params: readParams(match.operation.params, tree), tree, paths, owner, key, requestId };
}

function claim(double: Double, path: string, { key, tree, owner }: Call): Kept | null {
  return key === null ? null : double.transact((work) => claimKey(work, { key, path, tree }), { owner });
}

/** Does it, and keeps the answer under its key in the same transaction; what was refused then is kept too. */
function execute(double: Double, call: Call, log: Log): Kept {
  const { match, key, owner, requestId } = call;
  const of = { owner, request: { id: requestId, idempotencyKey: key } };
  try {
    return double.transact((work) => {
      const result = match.operation.run(work, call.params as never, ...match.ids);
      const kept = {
        status: 200,
        json: JSON.stringify(expanded(work, result, call.paths, included), null, 2),
        requestId,
      };
      if (key !== null) keepAnswer(work, key, kept);
      return kept;
    }, of);
  } catch (error) {
    const kept = refusalOf(error, requestId, log);
    if (key !== null) double.transact((work) => keepAnswer(work, key, kept), of);
    return kept;
  }
}

function refusalOf(error: unknown, requestId: string, log: Log): Kept {
  if (!(error instanceof StripeApiError)) log.error("stripe.failed", { requestId, error });
  const refusal = error instanceof StripeApiError ? error : ourFault();
  return { status: refusal.refusal.status, json: JSON.stringify(refusal.body(), null, 2), requestId };
}

/** By bearer or, as curl's -u sends it, as the name of Basic. */
function authenticate(headers: Headers, secretKey: string): void {
  const [scheme = "", credentials = ""] = (headers.get("authorization") ?? "").split(" ");
  const given =
    scheme.toLowerCase() === "basic" ? (atobOrEmpty(credentials).split(":")[0] ?? "") : credentials;
  if (given === secretKey) return;
  throw new StripeApiError({
    status: 401,
    message:
      given === ""
        ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        : `Invalid API Key provided: ${given.slice(0, 8)}****${given.slice(-4)}`,
  });
}

function atobOrEmpty(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}

function checkVersion(version: string | null): void {
  if (version !== null && !/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version))
    throw new StripeApiError({ status: 400, message: `Invalid Stripe API version: ${version}` });
}

function ourFault(): StripeApiError {
  return new StripeApiError({
    status: 500,
    type: "api_error",
    message: "An unknown error occurred",
  });
}
