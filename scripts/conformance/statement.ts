// What the standards demand, statement by statement, and how this server is held to it. The lists are in mqtt5/ and mqtt311/; the
// page made of them is shared/protocol/CONFORMANCE.md.

/** How a statement is kept. */
export type Kept =
  /** The title of a test that fails when it is not, or as much of it as no other title has. */
  | { readonly test: string }
  /** It cannot be broken: no packet that would has a form in this server. Says why. */
  | { readonly byForm: string }
  /** It binds the other side. Says what this server does about a client that does not keep it, if it can tell. */
  | { readonly client: string }
  /** It is not kept. Says why. */
  | { readonly not: string };

/** One normative statement. */
export type Statement = {
  /** Its number, as `3.1.2-24` for [MQTT-3.1.2-24]. */
  readonly id: string;
  /** What it demands, in our words. */
  readonly asks: string;
  readonly kept: Kept;
};

/** The statements about one kind of packets, or one chapter, in the standard's order. */
export type Chapter = { readonly title: string; readonly statements: readonly Statement[] };
