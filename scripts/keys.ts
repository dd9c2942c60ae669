// bun run keys: the secrets an edge and an origin need that `bun run start` would make by itself, and how to change a
// signing key without signing anybody out. Prints to stdout what a shell can read, and to stderr what a person should.

import { parseArgs } from "node:util";
import { internalCallers } from "../shared/schema/internal-callers.ts";
import { makeKey, makeServiceKeys, publicServiceKeys, randomText } from "./keys/make-key.ts";
import { rotate } from "./keys/rotation.ts";

const USAGE = `Makes keys and secrets, as lines a shell can read.

  bun run --silent keys > hiroba.env                         all of them, for a first deployment
  bun run --silent keys -- --rotate HIROBA_ACCESS_KEY        a new key in place of the one in the environment
  bun run --silent keys -- --rotate HIROBA_TICKET_KEY
  bun run --silent keys -- --services                        keys of edges, room hosts and UGC workers for the origin

Rotating prints three values of the variable. Set one after the other on every edge, waiting 11 minutes in between:
tokens of ten minutes and clocks half a minute apart need no more. A key that has leaked: set the second value at once,
and its kid in HIROBA_REVOKED_KIDS. Room hosts forget a revoked ticket key within a minute.

Of --services each kind of process gets its own line, and the origin the last one. Give it to the origin first. To change
such a key, put the new public half beside the old one there, then change the process, then take the old half away.
`;
const EX_USAGE = 64;
const SECRET_BYTES = 32;
const ROTATED = { HIROBA_ACCESS_KEY: "access", HIROBA_TICKET_KEY: "ticket" } as const;

function refuse(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(EX_USAGE);
}

type Arguments = {
  readonly rotate: string | undefined;
  readonly services: boolean;
  readonly help: boolean;
};

function readArguments(): Arguments {
  try {
    const { values } = parseArgs({
      options: {
        rotate: { type: "string" },
        services: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return { rotate: values.rotate, services: values.services, help: values.help };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function isRotated(name: string): name is keyof typeof ROTATED {
  return name in ROTATED;
}

async function printAll(): Promise<void> {
  console.log(`HIROBA_INTERNAL_TOKEN=${randomText(SECRET_BYTES)}`);
  console.log(`HIROBA_ACCESS_KEY='${JSON.stringify(await makeKey("access"))}'`);
  console.log(`HIROBA_TICKET_KEY='${JSON.stringify(await makeKey("ticket"))}'`);
  console.log(`HIROBA_COOKIE_KEY=${randomText(SECRET_BYTES)}`);
}

/** With comments before: the same variable has another value for each kind of process. */
async function printServices(): Promise<void> {
  const keys = await makeServiceKeys();
  for (const caller of internalCallers)
    console.log(`# ${caller}\nHIROBA_SERVICE_KEY='${JSON.stringify(keys[caller])}'`);
  console.log(`# origin\nHIROBA_SERVICE_KEYS='${publicServiceKeys(keys)}'`);
}

async function printRotation(name: string): Promise<void> {
  if (!isRotated(name)) refuse(`${name} is not a signing key; rotate ${Object.keys(ROTATED).join(" or ")}`);
  const value = process.env[name];
  if (value === undefined)
    refuse(`${name} is not in the environment: its value now is what the new one follows`);
  const next = await makeKey(ROTATED[name]);
  try {
    const { announce, use, done } = rotate(value, next);
    for (const [stage, text] of [
      ["1. announce: every edge and room host learns the new key", announce],
      ["2. use: the new one signs", use],
      ["3. done: the old one is gone", done],
    ])
      console.log(`# ${stage}\n${name}='${text}'`);
  } catch {
    // Never the value: it is a secret, and this text is printed.
    refuse(`${name} is not a private Ed25519 JWK with kid, nor a list that begins with one`);
  }
}

const wanted = readArguments();
if (wanted.help) console.log(USAGE);
else if (wanted.services) await printServices();
else await (wanted.rotate === undefined ? printAll() : printRotation(wanted.rotate));
