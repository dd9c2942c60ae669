// RFC 9457 problems: one class for every HTTP process, and the way they are rendered.

import * as z from "zod";

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** The stable code callers may switch on; `type` is `urn:hiroba:problem:<code in kebab-case>`. */
  code: z.string(),
  /** Every offence at once: which field, what it was, what was allowed. */
  errors: z
    .array(
      z.object({
        name: z.string(),
        message: z.string(),
        actual: z.unknown().optional(),
        limit: z.unknown().optional(),
      }),
    )
    .optional(),
  requestId: z.string().optional(),
});
export type ProblemBody = z.infer<typeof problemSchema>;
export type ProblemError = NonNullable<ProblemBody["errors"]>[number];

type ProblemOptions = {
  readonly status: number;
  /** UPPER_SNAKE, stable. */
  readonly code: string;
  /** One short sentence, the same for every occurrence. */
  readonly title: string;
  /** What happened this time and what to do about it. For the caller: nothing secret. */
  readonly detail?: string;
  readonly errors?: readonly ProblemError[];
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log only. */
  readonly cause?: unknown;
};

/** Thrown anywhere behind a route; `cause` goes to the log, the rest to the caller. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly ProblemError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  constructor(options: ProblemOptions) {
    super(options.detail ?? options.title, { cause: options.cause });
    this.status = options.status;
    this.code = options.code;
    this.title = options.title;
    this.detail = options.detail;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

/** Renders a problem as `application/problem+json`. */
export function problemResponse(problem: Problem, requestId?: string): Response {
  const body: ProblemBody = {
    type: `urn:hiroba:problem:${problem.code.toLowerCase().replaceAll("_", "-")}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.errors === undefined ? {} : { errors: [...problem.errors] }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: { ...problem.headers, "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

/**
 * The Problem an answer with an error status tells; null when `body`, its JSON, is none. Keeps Retry-After, the one header
 * a caller acts on.
 */
export function answeredProblem(response: Response, body: unknown): Problem | null {
  const parsed = problemSchema.safeParse(body);
  if (!parsed.success) return null;
  const { status, code, title, detail, errors } = parsed.data;
  const retryAfter = response.headers.get("retry-after");
  return new Problem({
    status,
    code,
    title,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
    ...(retryAfter === null ? {} : { headers: { "retry-after": retryAfter } }),
  });
}

/** The problem a body or query that does not fit its schema gets: all offences at once, each by its path. */
export function validationProblem(error: z.ZodError, what: string): Problem {
  return new Problem({
    status: 422,
    code: "VALIDATION_FAILED",
    title: "The request does not fit its schema",
    detail: `${error.issues.length} problem(s) in the ${what}; each is listed in errors.`,
    errors: error.issues.map((issue) => ({ name: issue.path.join(".") || what, message: issue.message })),
    cause: error,
  });
}

/** Parses `value`, or throws validationProblem. */
export function parseOrProblem<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) throw validationProblem(result.error, what);
  return result.data;
}
