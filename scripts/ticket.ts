// bun run ticket: a guest's ticket into a room, for any MQTT client: mosquitto_sub, mqtt.js, a script of your own.

import { parseArgs } from "node:util";
import { createEdgeClient } from "../shared/client/edge-client.ts";
import { DEFAULT_EDGE_URL, edgeUrlOf } from "./visitor/edge-url.ts";
import { findWorld } from "./visitor/find-world.ts";
import { exitCodeOf, VisitFailed } from "./visitor/visit-failed.ts";

const USAGE = `Signs in as a guest, enters a world and prints what an MQTT client needs, as lines a shell can eval.

  bun run --silent ticket [-- --world <name or id>] [--name <name>] [--edge <url>]

  --world <name>  which world (default: the first of the list)
  --name <name>   the guest's name (default "MQTT guest")
  --edge <url>    where Hiroba answers (default ${DEFAULT_EDGE_URL})
  --help          this text
`;

type Options = { readonly world: string | null; readonly name: string; readonly edge: string };

function readArguments(argv: readonly string[]): Options | "help" {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        world: { type: "string" },
        name: { type: "string", default: "MQTT guest" },
        edge: { type: "string", default: DEFAULT_EDGE_URL },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return values.help ? "help" : { ...values, world: values.world ?? null };
  } catch (error) {
    throw new VisitFailed(`${error instanceof Error ? error.message : error}\n\n${USAGE}`, "usage");
  }
}

/** In single quotes, as a POSIX shell reads any text. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

let edgeUrl = "";
process.exitCode = await exitCodeOf(
  () => edgeUrl,
  async () => {
    const options = readArguments(Bun.argv.slice(2));
    if (options === "help") {
      console.log(USAGE);
      return 0;
    }
    edgeUrl = edgeUrlOf(options.edge);
    const edge = createEdgeClient({ edgeUrl, session: "bearer", fetch, nowMs: Date.now });
    await edge.signInAsGuest(options.name, "en");
    const { id } = await findWorld(edge, options.world);
    const { host, room, ticket } = await edge.enter({ kind: "world", id });
    const { address, tcpPort, wsUrl } = host;
    const told = { HOST: address, PORT: String(tcpPort), WS_URL: wsUrl, ROOM: room, TICKET: ticket };
    for (const [name, value] of Object.entries(told)) console.log(`${name}=${quoted(value)}`);
    return 0;
  },
);
