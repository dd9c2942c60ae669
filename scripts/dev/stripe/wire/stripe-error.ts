// Stripe's refusals as Stripe writes them: a type that libraries make classes of, a code programs switch on, the parameter.

export type StripeErrorType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";

type Refusal = {
  readonly status: 400 | 401 | 402 | 403 | 404 | 409 | 429 | 500;
  readonly type?: StripeErrorType;
  readonly code?: string;
  readonly param?: string;
  readonly message: string;
  /** Further fields of the error: decline_code, charge, payment_intent. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** What was done until the refusal stays: a declined card leaves a failed charge. */
  readonly keepsWork?: boolean;
};

export class StripeApiError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }

  /** The answer's body. `request_log_url` and the like are left out: there is no dashboard. */
  body(): { readonly error: Readonly<Record<string, unknown>> } {
    const { type = "invalid_request_error", code, param, message, more } = this.refusal;
    return {
      error: {
        ...(code === undefined ? {} : { code, doc_url: `https://stripe.com/docs/error-codes/${code}` }),
        ...more,
        message,
        ...(param === undefined ? {} : { param }),
        type,
      },
    };
  }
}

/** 400 invalid_request_error, the commonest. */
export function invalid(message: string, param?: string, code?: string): StripeApiError {
  return new StripeApiError({
    status: 400,
    message,
    ...(param === undefined ? {} : { param }),
    ...(code === undefined ? {} : { code }),
  });
}

/** 404 for what the path names, 400 for what a parameter names. `noun` as in "payment_intent". */
export function missing(noun: string, id: string, param = "id"): StripeApiError {
  return new StripeApiError({
    status: param === "id" ? 404 : 400,
    code: "resource_missing",
    param,
    message: `No such ${noun}: '${id}'`,
  });
}
