// bun run ticket: a guest's ticket into a room, for any MQTT client: mosquitto_sub, mqtt.js, a script of your own.

import { parseArgs } from "node:util";
import { createEdgeClient } from "../shared/client/edge-client.ts";
import { Problem } from "../shared/http/problem.ts";
import type { RoomEntry } from "../shared/schema/public-api.ts";

const USAGE = `Signs in as a guest, enters a world and prints what an MQTT client needs, as lines a shell can eval.

  bun run --silent ticket [-- --world <name or id>] [--name <name>] [--edge <url>]

  --world <name>  which world (default: the first of the list)
  --name <name>   the guest's name (default "MQTT guest")
  --edge <url>    where Hiroba answers (default http://localhost:8080)
  --help          this text
`;
const EXIT_FAILED = 1;
const EXIT_USAGE = 64; // EX_USAGE
const WORLDS_LOOKED_AT_MAX = 100;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        world: { type: "string" },
        name: { type: "string", default: "MQTT guest" },
        edge: { type: "string", default: "http://localhost:8080" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(EXIT_USAGE);
  }
}

async function enter(options: {
  edge: string;
  name: string;
  world?: string | undefined;
}): Promise<RoomEntry> {
  const edgeUrl = options.edge.replace(/\/+$/, "");
  const edge = createEdgeClient({ edgeUrl, session: "bearer", fetch, nowMs: Date.now });
  await edge.signInAsGuest(options.name, "en");
  const { items } = await edge.worlds({ limit: WORLDS_LOOKED_AT_MAX });
  const { world: wanted = items[0]?.name ?? "" } = options;
  const world = items.find(({ id, name }) => id === wanted || name === wanted);
  if (world !== undefined) return edge.enterWorld(world.id);
  throw new Error(`There is no world "${wanted}". There are: ${items.map(({ name }) => name).join(", ")}.`);
}

/** In single quotes, as a POSIX shell reads any text. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const options = readArguments();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
try {
  const { host, room, ticket } = await enter(options);
  const lines = {
    HOST: host.address,
    PORT: String(host.tcpPort),
    WS_URL: host.wsUrl,
    ROOM: room,
    TICKET: ticket,
  };
  for (const [name, value] of Object.entries(lines)) console.log(`${name}=${quoted(value)}`);
} catch (error) {
  const isAway = error instanceof Problem && error.code === "EDGE_AWAY";
  console.error(error instanceof Error ? error.message : String(error));
  if (isAway) console.error(`Is Hiroba running at ${options.edge}? Start it with: bun run start`);
  process.exit(EXIT_FAILED);
}
