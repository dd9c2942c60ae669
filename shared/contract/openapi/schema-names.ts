// The names of the schemas in the OpenAPI document: an exported `worldSchema` is `World` there and in the generated clients.
// What an endpoint says in place is named after the endpoint.

import type * as z from "zod";
import * as problem from "../../http/problem.ts";
import * as asset from "../../schema/asset.ts";
import * as assetVariant from "../../schema/asset-variant.ts";
import * as assetVersion from "../../schema/asset-version.ts";
import * as avatarRank from "../../schema/avatar-rank.ts";
import * as books from "../../schema/books.ts";
import * as bundlePlatform from "../../schema/bundle-platform.ts";
import * as catalog from "../../schema/catalog.ts";
import * as coinHistory from "../../schema/coin-history.ts";
import * as event from "../../schema/event.ts";
import * as eventRole from "../../schema/event-role.ts";
import * as eventTicket from "../../schema/event-ticket.ts";
import * as gift from "../../schema/gift.ts";
import * as hostAddress from "../../schema/host-address.ts";
import * as ids from "../../schema/ids.ts";
import * as listingTerms from "../../schema/listing-terms.ts";
import * as moderation from "../../schema/moderation.ts";
import * as money from "../../schema/money.ts";
import * as notice from "../../schema/notice.ts";
import * as order from "../../schema/order.ts";
import * as party from "../../schema/party.ts";
import * as passkey from "../../schema/passkey.ts";
import * as payout from "../../schema/payout.ts";
import * as publicApi from "../../schema/public-api.ts";
import * as rankTable from "../../schema/rank-table.ts";
import * as role from "../../schema/role.ts";
import * as roomEvidence from "../../schema/room-evidence.ts";
import * as sanctionScope from "../../schema/sanction-scope.ts";
import * as store from "../../schema/store.ts";
import * as upload from "../../schema/upload.ts";
import * as user from "../../schema/user.ts";
import * as world from "../../schema/world.ts";
import * as worldSettings from "../../schema/world-settings.ts";
import * as worldVersion from "../../schema/world-version.ts";
import type { Endpoints } from "../endpoint.ts";

/** A schema two modules export is named by the first. */
const MODULES: readonly Readonly<Record<string, unknown>>[] = [
  ids,
  user,
  role,
  world,
  worldSettings,
  worldVersion,
  event,
  eventRole,
  eventTicket,
  money,
  order,
  coinHistory,
  gift,
  payout,
  asset,
  assetVersion,
  assetVariant,
  avatarRank,
  rankTable,
  catalog,
  upload,
  bundlePlatform,
  hostAddress,
  listingTerms,
  publicApi,
  store,
  passkey,
  party,
  moderation,
  roomEvidence,
  sanctionScope,
  books,
  notice,
  problem,
];

/** Every schema that has a name, by the schema. Throws when two have the same. */
export function nameSchemas(endpoints: Endpoints): ReadonlyMap<z.ZodType, string> {
  const names = new Map<z.ZodType, string>();
  const taken = new Map<string, z.ZodType>();
  const add = (schema: z.ZodType, name: string): void => {
    if (names.has(schema)) return;
    if (taken.has(name)) throw new Error(`two schemas are called ${name}`);
    taken.set(name, schema);
    names.set(schema, name);
  };
  for (const module of MODULES)
    for (const [exported, value] of Object.entries(module))
      if (exported.endsWith("Schema") && isSchema(value))
        add(value, pascal(exported.slice(0, -"Schema".length)));
  for (const [id, endpoint] of Object.entries(endpoints))
    for (const part of ["params", "query", "headers", "body"] as const) {
      const schema = endpoint[part];
      if (schema !== undefined) add(schema, pascal(`${id}.${part}`));
    }
  for (const [id, { answers }] of Object.entries(endpoints))
    for (const [status, answer] of Object.entries(answers))
      if (answer !== null)
        add(answer, pascal(`${id}.answer${Object.keys(answers).length > 1 ? status : ""}`));
  return names;
}

function isSchema(value: unknown): value is z.ZodType {
  return typeof value === "object" && value !== null && "_zod" in value;
}

/** `worlds.list` and `worldPage` alike. */
function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join("");
}
