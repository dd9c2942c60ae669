// The least a Hono app can do: what every figure of the edge is put beside.

import { Hono } from "hono";

export const hello = new Hono().get("/", (c) => c.text("hello"));
