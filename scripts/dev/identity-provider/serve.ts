// The identity provider on a port: the protocol by oidc-provider, the page by us.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type Provider from "oidc-provider";
import type { Log } from "../../../shared/http/log.ts";
import type { Locale } from "../../../shared/schema/user.ts";
import { localeOf } from "../pages.ts";
import type { IdentityProviderConfig } from "./config.ts";
import { loginPage } from "./login-page.ts";
import { nameOf, subjectOf, toName } from "./person.ts";
import { createProvider, INTERACTION_PATH } from "./provider.ts";

const FORM_MAX_BYTES = 4096;
const LOCALES_MAX = 10_000;

type InteractionDetails = Awaited<ReturnType<Provider["interactionDetails"]>>;
export type ServedIdentityProvider = {
  readonly port: number;
  readonly issuer: string;
  stop(): Promise<void>;
};

/** Listens. Rejects with what Node's server emits, EADDRINUSE among it. */
export async function serveIdentityProvider(
  config: Pick<IdentityProviderConfig, "port" | "bind" | "issuer" | "edgeUrl">,
  log: Log,
): Promise<ServedIdentityProvider> {
  const locales = new Map<string, Locale>();
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.bind, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const issuer = config.issuer ?? `http://127.0.0.1:${port}`;
  const provider = await createProvider({ issuer, edgeUrl: config.edgeUrl, localeOf: (s) => locales.get(s) });
  provider.on("server_error", (_ctx, error) => log.error("idp.failed", { error }));
  provider.on("authorization.error", (_ctx, error) =>
    log.warn("idp.refused", { error: error.message, detail: error.error_description }),
  );
  const protocol = provider.callback();

  handle = (request, response) => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    if (pathname === "/healthz" || pathname === "/readyz") {
      response.setHeader("content-type", "application/json").end('{"status":"ok"}');
    } else if (pathname.startsWith(`${INTERACTION_PATH}/`)) {
      onSignIn(request, response).catch((error: unknown) => {
        // An interaction that is unknown or over: nothing to go back to from here.
        log.warn("idp.sign-in-failed", { error: error instanceof Error ? error.message : String(error) });
        if (!response.headersSent) response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
        response.end(
          "This sign-in is over. Go back and begin again. / サインインの期限が切れました。最初からやり直してください。\n",
        );
      });
    } else void protocol(request, response);
  };

  async function onSignIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const details = await provider.interactionDetails(request, response);
    const action = `${INTERACTION_PATH}/${details.uid}`;
    const locale = localeOf(String(details.params["ui_locales"] ?? ""), request.headers["accept-language"]);
    const { pathname } = new URL(request.url ?? "/", issuer);
    if (pathname === `${action}/cancel`) {
      const refusal = { error: "access_denied", error_description: "The person gave up" };
      return provider.interactionFinished(request, response, refusal);
    }
    let refused = false;
    let typed = details.session === undefined ? "" : nameOf(details.session.accountId);
    if (request.method === "POST") {
      typed = (await readForm(request)).get("name") ?? "";
      const name = toName(typed);
      if (name !== null) return signIn(provider, request, response, name, locale);
      refused = true;
    }
    response.writeHead(refused ? 422 : 200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    });
    response.end(loginPage({ locale, action, name: typed, refused }));
  }

  async function signIn(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    locale: Locale,
  ): Promise<void> {
    const subject = subjectOf(name);
    if (locales.size >= LOCALES_MAX) locales.clear();
    locales.set(subject, locale);
    log.info("idp.signed-in", { subject });
    await leaveOldSession(provider, await provider.interactionDetails(request, response));
    const result = { login: { accountId: subject, remember: false } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  return {
    port,
    issuer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Somebody else at the same browser replaces who was there; oidc-provider would show a page of its own between. */
async function leaveOldSession(provider: Provider, interaction: InteractionDetails): Promise<void> {
  if (interaction.session === undefined) return;
  const session = await provider.Session.findByUid(interaction.session.uid);
  await session?.destroy();
  delete interaction.session;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > FORM_MAX_BYTES) throw new Error(`a form of more than ${FORM_MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
