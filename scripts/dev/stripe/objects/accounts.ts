// Connected accounts (Express): made by us, finished by their owner on a page of Stripe's, then able to receive and be paid out.

import * as z from "zod";
import type { Account } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { flag, metadata, text, withMetadata } from "../wire/params.ts";
import { invalid } from "../wire/stripe-error.ts";

const LINK_LIFE_S = 5 * 60;
const CURRENCIES: Readonly<Record<string, string>> = {
  JP: "jpy",
  GB: "gbp",
  DE: "eur",
  FR: "eur",
  US: "usd",
};
const TO_DO = ["business_profile.url", "external_account", "tos_acceptance.date", "tos_acceptance.ip"];
const CAPABILITIES = ["card_payments", "transfers"] as const;

const requested = z.strictObject({ requested: flag }).optional();
const fields = {
  business_profile: z
    .strictObject({
      name: text.optional(),
      product_description: text.optional(),
      url: text.optional(),
      mcc: text.optional(),
    })
    .optional(),
  business_type: z.enum(["company", "government_entity", "individual", "non_profit"]).optional(),
  capabilities: z.strictObject({ card_payments: requested, transfers: requested }).optional(),
  email: text.optional(),
  metadata: metadata.optional(),
  settings: z
    .strictObject({
      payouts: z
        .strictObject({
          schedule: z.strictObject({ interval: z.enum(["manual", "daily", "weekly", "monthly"]) }).optional(),
        })
        .optional(),
    })
    .optional(),
};
const newAccount = z.strictObject({
  ...fields,
  country: z.string().length(2).optional(),
  default_currency: text.optional(),
  type: z.enum(["express"]).optional(),
  controller: z
    .strictObject({
      fees: z.strictObject({ payer: text }).optional(),
      losses: z.strictObject({ payments: text }).optional(),
      requirement_collection: text.optional(),
      stripe_dashboard: z.strictObject({ type: text }).optional(),
    })
    .optional(),
});

function createAccount(work: Work, params: z.infer<typeof newAccount>): Account {
  const country = params.country ?? "JP";
  return work.put("account", {
    id: work.newId("acct", 16),
    object: "account",
    business_profile: blankProfile(params.business_profile),
    business_type: params.business_type ?? null,
    capabilities: Object.fromEntries(
      CAPABILITIES.filter((name) => params.capabilities?.[name]?.requested === true).map((name) => [
        name,
        "inactive",
      ]),
    ),
    charges_enabled: false,
    controller: {
      fees: { payer: "application" },
      is_controller: true,
      losses: { payments: "application" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: "express" },
      type: "application",
    },
    country,
    created: work.nowS,
    default_currency: params.default_currency ?? CURRENCIES[country] ?? "usd",
    details_submitted: false,
    email: params.email ?? null,
    future_requirements: requirements([]),
    metadata: withMetadata({}, params.metadata),
    payouts_enabled: false,
    requirements: requirements(TO_DO),
    settings: null,
    type: "express",
  });
}

function blankProfile(
  given: z.infer<typeof newAccount>["business_profile"],
): NonNullable<Account["business_profile"]> {
  return {
    mcc: given?.mcc ?? null,
    name: given?.name ?? null,
    product_description: given?.product_description ?? null,
    support_address: null,
    support_email: null,
    support_phone: null,
    support_url: null,
    url: given?.url ?? null,
  } as NonNullable<Account["business_profile"]>;
}

function requirements(due: string[]): NonNullable<Account["requirements"]> {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: due,
    disabled_reason: due.length === 0 ? null : "requirements.past_due",
    errors: [],
    eventually_due: due,
    past_due: due,
    pending_verification: [],
  };
}

/** The owner did everything Stripe asks: what was requested is active, and money may leave. */
export function finishOnboarding(work: Work, id: string): Account {
  return judge(work, work.need("account", id), true);
}

/** Stripe wants more of the owner: nothing more is received or paid out until then. */
export function restrictAccount(work: Work, id: string): Account {
  return judge(work, work.need("account", id), false);
}

function judge(work: Work, account: Account, isWell: boolean): Account {
  const asked = Object.keys(account.capabilities ?? {});
  const after = work.put("account", {
    ...account,
    capabilities: Object.fromEntries(asked.map((name) => [name, isWell ? "active" : "inactive"])),
    charges_enabled: isWell && asked.includes("card_payments"),
    details_submitted: account.details_submitted || isWell,
    payouts_enabled: isWell,
    requirements: requirements(isWell ? [] : ["individual.verification.document"]),
  });
  work.as(account.id).tell("account.updated", after);
  return after;
}

const newLink = z.strictObject({
  account: text,
  refresh_url: text,
  return_url: text,
  type: z.enum(["account_onboarding", "account_update"]),
  collection_options: z
    .strictObject({ fields: text.optional(), future_requirements: text.optional() })
    .optional(),
});

function createLink(work: Work, params: z.infer<typeof newLink>): object {
  const account = work.need("account", params.account, "account");
  if (params.type === "account_update" && !account.details_submitted)
    throw invalid("You cannot create `account_update` type Account Links before onboarding.", "type");
  const id = work.newId("link", 16);
  const link = {
    object: "account_link" as const,
    created: work.nowS,
    expires_at: work.nowS + LINK_LIFE_S,
    url: `${work.publicUrl}/setup/e/${account.id}/${id}`,
  };
  work.put("account_link", {
    ...link,
    id,
    account: account.id,
    refreshUrl: params.refresh_url,
    returnUrl: params.return_url,
  });
  return link;
}

export const accountOperations = [
  operation("POST", "/v1/accounts", newAccount, createAccount),
  operation("GET", "/v1/accounts", z.strictObject(createdPage), (work, params) =>
    listOf(work, "account", "/v1/accounts", params),
  ),
  operation("GET", "/v1/accounts/:id", z.strictObject({}), (work, _params, id = "") =>
    work.need("account", id),
  ),
  operation("POST", "/v1/accounts/:id", z.strictObject(fields), (work, params, id = "") => {
    const account = work.need("account", id);
    const after = work.put("account", {
      ...account,
      business_profile: {
        ...blankProfile(undefined),
        ...account.business_profile,
        ...params.business_profile,
      } as NonNullable<Account["business_profile"]>,
      business_type: params.business_type ?? account.business_type ?? null,
      email: params.email ?? account.email,
      metadata: withMetadata(account.metadata ?? {}, params.metadata),
    });
    work.as(id).tell("account.updated", after);
    return after;
  }),
  operation("DELETE", "/v1/accounts/:id", z.strictObject({}), (work, _params, id = "") => {
    work.need("account", id);
    work.remove("account", id);
    return { id, object: "account", deleted: true };
  }),
  operation("POST", "/v1/account_links", newLink, createLink),
  operation("POST", "/v1/accounts/:id/login_links", z.strictObject({}), (work, _params, id = "") => {
    work.need("account", id);
    return { object: "login_link", created: work.nowS, url: `${work.publicUrl}/express/${id}` };
  }),
];
