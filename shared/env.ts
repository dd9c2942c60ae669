// Configuration from an environment record: declared once per process, parsed once, every problem told at once.
// The declarations are data, so that the operator's table (scripts/deploy/README.md) can be checked against them.

export type EnvRecord = Readonly<Record<string, string | undefined>>;

/** One variable: how to read it, what it is without a value, and the sentence an operator reads. */
export type Setting<T> = {
  readonly name: string;
  /** What an operator sees in scripts/deploy/README.md: the literal default, or the reason there is none. */
  readonly defaultText: string;
  readonly describe: string;
  readonly secret: boolean;
  /** Returns the value, or throws an Error whose message says what is wrong and what to write instead. */
  readonly parse: (raw: string | undefined) => T;
};

export type SettingsTable = Readonly<Record<string, Setting<unknown>>>;
export type SettingsOf<S extends SettingsTable> = { readonly [K in keyof S]: ReturnType<S[K]["parse"]> };

export type EnvProblem = { readonly name: string; readonly message: string };

/** Every problem of a configuration at once; `message` is ready to print. */
export class EnvError extends Error {
  readonly code = "CONFIG_INVALID";
  readonly problems: readonly EnvProblem[];
  constructor(problems: readonly EnvProblem[]) {
    super(
      `${problems.length} problem(s) in the configuration:\n${problems.map((p) => `  ${p.name}: ${p.message}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

/** Parses a whole table. Throws EnvError naming every variable that is wrong; never stops at the first. */
export function readEnv<S extends SettingsTable>(env: EnvRecord, table: S): SettingsOf<S> {
  const problems: EnvProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(table)) {
    const raw = env[setting.name];
    try {
      values[key] = setting.parse(raw === "" ? undefined : raw);
    } catch (error) {
      problems.push({ name: setting.name, message: error instanceof Error ? error.message : String(error) });
    }
  }
  if (problems.length > 0) throw new EnvError(problems);
  return values as SettingsOf<S>;
}

type Options<T> = {
  readonly name: string;
  readonly describe: string;
  readonly secret?: boolean;
  /** Left out: the variable is required. `null`: optional, and null is the value. */
  readonly fallback?: T | null;
};

function setting<T>(options: Options<T>, parse: (raw: string) => T, show: (value: T) => string): Setting<T> {
  const { fallback } = options;
  return {
    name: options.name,
    describe: options.describe,
    secret: options.secret ?? false,
    defaultText: fallback === undefined ? "required" : fallback === null ? "unset" : show(fallback),
    parse: (raw) => {
      if (raw !== undefined) return parse(raw);
      if (fallback === undefined) throw new Error("is required and not set");
      return fallback as T;
    },
  };
}

/** A non-empty string. */
export function text(options: Options<string> & { fallback: null }): Setting<string | null>;
export function text(options: Options<string>): Setting<string>;
export function text(options: Options<string>): Setting<string | null> {
  return setting(options, (raw) => raw, String);
}

/** A whole number between min and max, both included. */
export function integer(
  options: Options<number> & { min: number; max: number; fallback: null },
): Setting<number | null>;
export function integer(options: Options<number> & { min: number; max: number }): Setting<number>;
export function integer(options: Options<number> & { min: number; max: number }): Setting<number | null> {
  return setting(
    options,
    (raw) => {
      const value = Number(raw);
      if (/^-?\d+$/.test(raw) && value >= options.min && value <= options.max) return value;
      throw new Error(`"${raw}" is not a whole number from ${options.min} to ${options.max}`);
    },
    String,
  );
}

/** A TCP port; 0 asks the system for a free one. */
export function port(options: Options<number> & { fallback: null }): Setting<number | null>;
export function port(options: Options<number>): Setting<number>;
export function port(options: Options<number>): Setting<number | null> {
  return integer({ ...options, min: 0, max: 65535 });
}

/** An absolute URL of one of the given schemes, without its trailing slash. */
export function url(
  options: Options<string> & { schemes: readonly string[]; fallback: null },
): Setting<string | null>;
export function url(options: Options<string> & { schemes: readonly string[] }): Setting<string>;
export function url(options: Options<string> & { schemes: readonly string[] }): Setting<string | null> {
  return setting(
    options,
    (raw) => {
      const wanted = options.schemes.map((s) => `${s}://`).join(" or ");
      if (!URL.canParse(raw)) throw new Error(`"${raw}" is not a URL; expected ${wanted}…`);
      const scheme = new URL(raw).protocol.slice(0, -1);
      if (!options.schemes.includes(scheme))
        throw new Error(`"${raw}" has the scheme ${scheme}; expected ${wanted}…`);
      return raw.replace(/\/+$/, "");
    },
    String,
  );
}

/** Words with commas between them; unset: none. */
export function words(
  options: Omit<Options<never>, "fallback"> & { readonly max: number },
): Setting<readonly string[]> {
  return {
    name: options.name,
    describe: options.describe,
    secret: false,
    defaultText: "unset",
    parse: (raw) => {
      const each = (raw ?? "")
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
      if (each.length > options.max) throw new Error(`has ${each.length} parts; at most ${options.max}`);
      return each;
    },
  };
}

/** Absolute URLs with commas between them, each without its trailing slash; unset: none. */
export function urls(
  options: Omit<Options<readonly string[]>, "fallback"> & {
    readonly schemes: readonly string[];
    readonly max: number;
  },
): Setting<readonly string[]> {
  const each = words(options);
  const { parse } = url({ name: options.name, describe: options.describe, schemes: options.schemes });
  return { ...each, parse: (raw) => each.parse(raw).map(parse) };
}

/** An address to listen on: an IP address, or localhost. */
export function address(options: Options<string>): Setting<string> {
  return setting(
    options,
    (raw) => {
      if (raw === "localhost" || isIpv4(raw) || isIpv6(raw)) return raw;
      throw new Error(`"${raw}" is not an IP address; expected one such as 127.0.0.1 or 0.0.0.0`);
    },
    String,
  );
}

/** A name or IPv4 address under which others reach a machine: what stands in a URL between scheme and port. */
export function hostName(options: Options<string> & { fallback: null }): Setting<string | null>;
export function hostName(options: Options<string>): Setting<string>;
export function hostName(options: Options<string>): Setting<string | null> {
  return setting(
    options,
    (raw) => {
      if (isIpv4(raw) || HOST_NAME.test(raw)) return raw;
      throw new Error(`"${raw}" is not a host name or IPv4 address; write it without scheme and port`);
    },
    String,
  );
}

const HOST_NAME_MAX_CHARS = 253;
/** Labels of letters, digits, - and _, by dots; the last is not all digits, or it would be a broken IPv4 address. */
const HOST_NAME = new RegExp(
  `^(?=.{1,${HOST_NAME_MAX_CHARS}}$)([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\\.)*(?!\\d+$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$`,
  "i",
);

function isIpv6(raw: string): boolean {
  return /^[0-9a-f:.]+$/i.test(raw) && URL.canParse(`http://[${raw}]`);
}

function isIpv4(raw: string): boolean {
  const parts = raw.split(".");
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

const HEADER_NAME = /^[a-z0-9-]{1,64}$/;

/** The name of an HTTP header, in lower case; or null, for none. */
export function headerName(options: Omit<Options<string>, "fallback">): Setting<string | null> {
  return setting<string | null>(
    { ...options, fallback: null },
    (raw) => {
      const header = raw.toLowerCase();
      if (HEADER_NAME.test(header)) return header;
      throw new Error(`"${raw}" is not a header name such as x-forwarded-for`);
    },
    String,
  );
}

/** One of a few words. */
export function choice<const T extends string>(options: Options<T> & { choices: readonly T[] }): Setting<T> {
  return setting<T>(
    options,
    (raw) => {
      const found = options.choices.find((c) => c === raw);
      if (found === undefined) throw new Error(`"${raw}" is not one of ${options.choices.join(", ")}`);
      return found;
    },
    String,
  );
}
