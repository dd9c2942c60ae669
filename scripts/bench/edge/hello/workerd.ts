// The bare hello on workerd.

import { hello } from "./app.ts";

export default { fetch: (request: Request) => hello.fetch(request) };
