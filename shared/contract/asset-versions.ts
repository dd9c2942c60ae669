// Versions of what one brought.

import * as z from "zod";
import { assetVersionListSchema } from "../schema/asset-version.ts";
import { assetIdSchema } from "../schema/ids.ts";
import type { Endpoints } from "./endpoint.ts";

const NUMBER = /^[1-9][0-9]{0,8}$/;
const assetParams = z.object({ assetId: assetIdSchema });
const versionParams = assetParams.extend({
  number: z.string().regex(NUMBER, "expected a version's number").transform(Number),
});

export const assetVersionEndpoints = {
  "assetVersions.list": {
    method: "GET",
    path: "/v1/assets/:assetId/versions",
    about: "Lists the versions of an avatar, item or accessory of one's own, newest first.",
    auth: "session",
    scope: "publish",
    caching: "private",
    params: assetParams,
    answers: { 200: assetVersionListSchema },
    problems: ["ASSET_NOT_FOUND", "ASSET_NOT_YOURS", "ORIGIN_AWAY"],
  },
  "assetVersions.show": {
    method: "POST",
    path: "/v1/assets/:assetId/versions/:number/show",
    about:
      "Shows this version of it to everybody, an older or a newer one. Open rooms change at once; the others are kept.",
    auth: "session",
    scope: "publish",
    caching: "private",
    params: versionParams,
    answers: { 200: assetVersionListSchema },
    problems: ["ASSET_NOT_FOUND", "ASSET_NOT_YOURS", "VERSION_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "assetVersions.remove": {
    method: "DELETE",
    path: "/v1/assets/:assetId/versions/:number",
    about:
      "Forgets a version for good, and its files; not the one that is shown. Its number is not used again.",
    auth: "session",
    scope: "publish",
    caching: "private",
    params: versionParams,
    answers: { 200: assetVersionListSchema },
    problems: ["ASSET_NOT_FOUND", "ASSET_NOT_YOURS", "VERSION_NOT_FOUND", "VERSION_SHOWN", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
