// Where a creator is paid: an account at the payment service, begun here, finished on its own page, and as it says itself.

import { useState } from "react";
import { useSearchParams } from "react-router";
import { Problem } from "../../../shared/http/problem.ts";
import type { PayoutAccount } from "../../../shared/schema/payout.ts";
import { Empty, ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { AccountNeeded } from "../money/account-needed.tsx";
import { useUser } from "../session/session.tsx";
import { likelyCountry } from "./countries.ts";
import { CountryField } from "./country-field.tsx";
import { useDashboard, useOnboarding, usePayoutAccount } from "./queries.ts";

/** "back" from the payment service's page; "again": that page was used, or waited too long. */
const PARAM = "onboarding";
const RETURN_TO = `/earnings?${PARAM}=back`;

export function AccountSection() {
  const { t } = useLanguage();
  const { isGuest } = useUser();
  const [params] = useSearchParams();
  const came = params.get(PARAM);
  const account = usePayoutAccount(came !== null);
  const say = t.earnings.account;
  return (
    <section className="account-section card" aria-labelledby="payout-account-title">
      <div className="section-head">
        <h2 id="payout-account-title">{say.title}</h2>
        {account.data !== undefined && !isGuest && <StateTag state={account.data.state} />}
      </div>
      {isGuest ? (
        <AccountNeeded title={say.needsAccount} why={say.needsAccountWhy} />
      ) : account.data === undefined ? (
        account.isError ? (
          <ErrorPanel error={account.error} onRetry={() => void account.refetch()} />
        ) : (
          <Loading label={say.checking} />
        )
      ) : (
        <>
          {came === "again" && account.data.state !== "ready" && (
            <p className="event-standing">{say.again}</p>
          )}
          <Account account={account.data} />
        </>
      )}
    </section>
  );
}

const TAGS = {
  none: "",
  begun: "tag-wait",
  ready: "tag-good",
  restricted: "tag-wait",
  gone: "",
} as const satisfies Readonly<Record<PayoutAccount["state"], string>>;

function StateTag({ state }: { readonly state: PayoutAccount["state"] }) {
  const { t } = useLanguage();
  return (
    <span className={`tag ${TAGS[state]}`} data-account={state}>
      {t.earnings.account.states[state]}
    </span>
  );
}

function Account({ account: { state, missingCount } }: { readonly account: PayoutAccount }) {
  const { t, format } = useLanguage();
  const say = t.earnings.account;
  const [country, setCountry] = useState(() => likelyCountry(navigator.languages));
  const onboarding = useOnboarding(RETURN_TO);
  const dashboard = useDashboard();
  const { error } = onboarding.isError ? onboarding : dashboard;
  if (error instanceof Problem && error.code === "PAYMENTS_OFF")
    return <Empty title={say.off} hint={say.offHint} />;
  const isNew = state === "none" || state === "gone";
  const isBusy = onboarding.isPending || onboarding.isSuccess || dashboard.isPending || dashboard.isSuccess;
  const isWaiting = state === "restricted" && missingCount === 0;
  return (
    <>
      <p role="status">
        {state === "restricted" ? say.restricted(missingCount, format.number(missingCount)) : say[state]}
      </p>
      {isNew && <CountryField value={country} onChange={setCountry} />}
      <div className="row">
        {state !== "ready" && !isWaiting && (
          <button
            type="button"
            className="button button-primary"
            disabled={isBusy}
            onClick={() => onboarding.mutate(isNew ? country : null)}
          >
            {{ none: say.begin, begun: say.goOn, restricted: say.mend, gone: say.anew }[state]}
          </button>
        )}
        {(state === "ready" || state === "restricted") && (
          <button type="button" className="button" disabled={isBusy} onClick={() => dashboard.mutate()}>
            {say.dashboard}
          </button>
        )}
      </div>
      {error !== null && <InlineError error={error} />}
    </>
  );
}
