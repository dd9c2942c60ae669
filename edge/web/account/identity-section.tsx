// One's accounts elsewhere: linked by a round trip to the provider, unlinked here.

import { useMutation } from "@tanstack/react-query";
import type { Identity } from "../../../shared/schema/user.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { Dates } from "./dates.tsx";
import { useAccountChanged, useIdentities, useIsLastWay, useWays } from "./queries.ts";
import { AccountSection } from "./section.tsx";

export function IdentitySection() {
  const { t } = useLanguage();
  const identities = useIdentities();
  const isLastWay = useIsLastWay();
  const changed = useAccountChanged();
  const link = useLinkProvider();
  const unlink = useMutation({
    mutationFn: (identityId: string) => edge.ask("identities.unlink", { params: { identityId } }),
    onSettled: changed,
  });
  const providers = useWays().data?.providers ?? [];
  // A server without providers has nothing to say here, unless something was linked before.
  if (providers.length === 0 && (identities.data ?? []).length === 0) return null;
  return (
    <AccountSection
      title={t.account.identities}
      lead={t.account.identitiesLead}
      query={identities}
      empty={t.account.identitiesEmpty}
      failure={link.error ?? unlink.error}
      row={(identity) => (
        <IdentityRow
          key={identity.id}
          identity={identity}
          isLastWay={isLastWay}
          busy={unlink.isPending}
          onRemove={() => unlink.mutate(identity.id)}
        />
      )}
    >
      <div className="row">
        {providers.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className="button"
            disabled={link.isPending}
            onClick={() => link.mutate(id)}
          >
            {t.account.link(label)}
          </button>
        ))}
      </div>
    </AccountSection>
  );
}

/** Leaves for the provider, which sends the browser back to this page. */
export function useLinkProvider() {
  return useMutation({
    mutationFn: async (provider: string) => {
      const body = { provider, returnTo: "/account" };
      const { authorizationUrl } = await edge.ask("identities.linkOidc", { body });
      window.location.assign(authorizationUrl);
    },
  });
}

function IdentityRow({
  identity,
  isLastWay,
  busy,
  onRemove,
}: {
  readonly identity: Identity;
  readonly isLastWay: boolean | null;
  readonly busy: boolean;
  onRemove(): void;
}) {
  const { t } = useLanguage();
  const host = URL.canParse(identity.issuer) ? new URL(identity.issuer).host : identity.issuer;
  return (
    <li className="account-row">
      <div className="account-what">
        <p className="account-name">
          {identity.label ?? host} {identity.label !== null && <span className="tag">{host}</span>}
        </p>
        <Dates createdAt={identity.createdAt} lastUsedAt={identity.lastUsedAt} />
        {isLastWay === true && <p className="hint">{t.account.lastWay}</p>}
      </div>
      {isLastWay === false && (
        <ConfirmButton
          question={t.account.reallyRemove}
          sure={t.account.removeSure}
          busy={busy}
          onConfirm={onRemove}
        >
          {t.account.remove}
        </ConfirmButton>
      )}
    </li>
  );
}
