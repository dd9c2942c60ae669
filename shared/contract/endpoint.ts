// What the public API promises of one route, as data: the edge validates by it, clients are typed by it, the OpenAPI
// document is written from it. Knows neither the runtime nor the routes there are (registry.ts).

import type * as z from "zod";

/** Each counted by itself; the edge decides how many a minute. */
export type LimitName = "sign-in" | "upload-policies" | "entry" | "social";

/**
 * What an access token may be used for: one's own account, rooms, making things public, keeping order in the whole of it, and
 * saying who does.
 */
export type Scope = "account" | "enter" | "publish" | "moderate" | "administer";

export type Endpoint = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/v1/worlds/:worldId`; every `:name` is one of `params`. */
  readonly path: `/${string}`;
  /** One sentence: what it does for the caller. */
  readonly about: string;
  /** "session": an access token, or 401. "none": nobody is asked who they are. */
  readonly auth: "session" | "none";
  /** With "session": what the access token must be good for, or 403. */
  readonly scope?: Scope;
  /**
   * "shared": the same bytes for everybody, which any cache between us may keep. "private": not for any cache; the edge
   * says no-store unless the handler says otherwise.
   */
  readonly caching: "shared" | "private";
  readonly limit?: LimitName;
  /** One that does not fit is a thing that does not exist: NOT_FOUND (404). */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Fields beyond those HTTP itself and the sign-in know, by lower-case name. */
  readonly headers?: z.ZodObject;
  /** A JSON object. Say strictObject: a field nobody knows is told rather than dropped. */
  readonly body?: z.ZodObject;
  /** "optional": no body at all means `{}`. */
  readonly bodyIs?: "required" | "optional";
  /** A body that is not JSON for us: handed to the handler unread. Its media type. */
  readonly rawBody?: string;
  /** Status to body; null where there is none. Problems are not in here. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** The media type of the answers with a body, where it is not JSON; then their schema describes the text. */
  readonly answerType?: string;
  /** With `Accept: text/event-stream` the 200 is server-sent events of these names; the first carries what JSON would. */
  readonly events?: readonly [string, ...string[]];
  /** Codes a caller may meet here, beyond those its auth, limit, params, query and body bring along. */
  readonly problems: readonly string[];
  /** Bodies as a reader of the documentation should see them, where one made from the schema would not do. */
  readonly example?: { readonly body?: object; readonly answer?: unknown };
};

/** Endpoints by id. An id such as "worlds.list" is the operation's name in OpenAPI and in the clients. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

type Parsed<E extends Endpoint, Part extends "params" | "query" | "headers" | "body"> =
  E extends Readonly<Record<Part, infer Schema extends z.ZodObject>> ? z.output<Schema> : undefined;

/** What a handler of this endpoint is given, checked. */
export type InputOf<E extends Endpoint> = {
  readonly params: Parsed<E, "params">;
  readonly query: Parsed<E, "query">;
  readonly headers: Parsed<E, "headers">;
  readonly body: Parsed<E, "body">;
};

type Given<E extends Endpoint, Part extends "params" | "query" | "headers" | "body"> =
  E extends Readonly<Record<Part, infer Schema extends z.ZodObject>>
    ? Partial<z.input<Schema>> extends z.input<Schema>
      ? { readonly [P in Part]?: z.input<Schema> }
      : { readonly [P in Part]: z.input<Schema> }
    : { readonly [P in Part]?: never };

/**
 * What a caller of this endpoint hands in; what may be left out may be left out whole. One endpoint after the other: of all at
 * once the compiler would multiply every part of each with those of all others.
 */
export type AskOf<E extends Endpoint> = E extends Endpoint
  ? Given<E, "params"> & Given<E, "query"> & Given<E, "headers"> & Given<E, "body">
  : never;

/** What this endpoint answers when it does not refuse, read; null where there is no body. */
export type AnswerOf<E extends Endpoint> = {
  [Status in keyof E["answers"]]: E["answers"][Status] extends z.ZodType
    ? z.output<E["answers"][Status]>
    : null;
}[keyof E["answers"]];
