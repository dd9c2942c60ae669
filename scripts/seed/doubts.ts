// Whether a database looks like one that people depend on. Pure.

const OURS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);
/** So many come together on a developer's machine; more are people. */
const MEMBERS_MAX = 20;

/** Reasons not to fill it with made-up things, each a clause; none when there is nothing to fear. */
export function doubtsAbout(database: {
  readonly url: string;
  /** Accounts that somebody signs in to through a provider or with a passkey. */
  readonly memberCount: number;
}): readonly string[] {
  const { hostname } = new URL(database.url);
  return [
    ...(OURS.has(hostname) ? [] : [`it is on another machine (${hostname})`]),
    ...(database.memberCount > MEMBERS_MAX
      ? [`${database.memberCount} people sign in to it (more than ${MEMBERS_MAX})`]
      : []),
  ];
}
