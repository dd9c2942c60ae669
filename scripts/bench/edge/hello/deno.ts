// The bare hello on Deno. Started as `deno run --allow-net scripts/bench/edge/hello/deno.ts <port>`.

import { hello } from "./app.ts";

/** What this file uses of Deno, so that it is compiled without Deno's own types. */
declare const Deno: {
  readonly args: readonly string[];
  serve(
    options: { port: number; hostname: string },
    handler: (request: Request) => Response | Promise<Response>,
  ): unknown;
};

Deno.serve({ port: Number(Deno.args[0]), hostname: "127.0.0.1" }, (request) => hello.fetch(request));
