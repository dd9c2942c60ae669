// HEAD with the fields of GET (RFC 9110 §9.3.2). The framework drops the body before a runtime could see how long it was, and Bun
// then says that it is empty.

import { createMiddleware } from "hono/factory";

/** Says of an answer to HEAD how long its body would be. What it is made of is read to the end: nothing endless may come to HEAD. */
export const lengthOfHead = createMiddleware(async (c, next) => {
  await next();
  const whole = c.res;
  if (c.req.method !== "HEAD" || whole.body === null) return;
  const { byteLength } = await whole.arrayBuffer();
  c.res = new Response(null, whole);
  c.header("content-length", String(byteLength));
});
