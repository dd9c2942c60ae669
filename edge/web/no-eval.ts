// Imported before everything else: zod must not try whether it may compile its schemas. The page's Content-Security-Policy forbids
// it, and browsers report the attempt although zod catches its failure.

import * as z from "zod";

z.config({ jitless: true });
