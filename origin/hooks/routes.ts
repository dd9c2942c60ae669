// Hooks for the object store. SNS sends no headers of ours, so the token is in the query (origin/app.ts checks it).

import * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { receiveObject } from "../assets/receive-object.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { isSnsUrl, readS3Message, type S3Message } from "./s3-event.ts";

/** SNS carries at most 256 KiB. */
const MESSAGE_MAX_BYTES = 300 * 1024;

export function hookRoutes(deps: OriginDeps) {
  const s3Events: OriginHandler = async (c) => {
    const body = await readJson(c.req.raw, MESSAGE_MAX_BYTES);
    await deps.verifySns?.(body);
    const message = parseMessage(body);
    const log = c.get("log");
    if (message.kind === "objects")
      for (const object of message.objects) await receiveObject(deps, object, log);
    if (message.kind === "confirm") {
      if (!isSnsUrl(message.subscribeUrl)) throw unknownShape();
      const answer = await deps.fetch(message.subscribeUrl);
      log.info("s3.subscribed", { status: answer.status });
    }
    return c.body(null, 204);
  };

  return { s3Events };
}

function parseMessage(body: unknown): S3Message {
  try {
    return readS3Message(body);
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) throw unknownShape(error);
    throw error;
  }
}

function unknownShape(cause?: unknown): Problem {
  return new Problem({
    status: 422,
    code: "S3_EVENT_UNKNOWN",
    title: "This is neither an S3 event nor an SNS envelope with one",
    cause,
  });
}
