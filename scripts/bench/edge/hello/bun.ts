// The bare hello on Bun. Started as `bun scripts/bench/edge/hello/bun.ts <port>`.

import { hello } from "./app.ts";

Bun.serve({ port: Number(process.argv[2]), hostname: "127.0.0.1", fetch: (request) => hello.fetch(request) });
