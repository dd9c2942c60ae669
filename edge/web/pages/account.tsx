// One's account: who one is, the ways in, and where one is signed in. A guest is first told what being one means.

import { useLocation } from "react-router";
import { CopySection } from "../account/copy-section.tsx";
import { DeviceSection } from "../account/device-section.tsx";
import { HandleSection } from "../account/handle-section.tsx";
import { IdentitySection, useLinkProvider } from "../account/identity-section.tsx";
import { LeaveSection } from "../account/leave-section.tsx";
import { PasskeySection, useAddPasskey } from "../account/passkey-section.tsx";
import { PrivacySection } from "../account/privacy-section.tsx";
import { ProfileSection } from "../account/profile-section.tsx";
import { useWays } from "../account/queries.ts";
import { InlineError, ProblemText } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { StandingSection } from "../moderation/standing-section.tsx";
import { signInProblemOf } from "../session/account-sign-in.ts";
import { passkeysWork } from "../session/passkey.ts";
import { useUser } from "../session/session.tsx";

export function AccountPage() {
  const { t, format } = useLanguage();
  useTitle(t.account.title);
  const user = useUser();
  // What linking a provider came back with.
  const { code } = signInProblemOf(useLocation().search);
  return (
    <div className="account-page">
      <div className="page-head">
        <h1>{user.displayName}</h1>
        <p className="lead">
          {user.isGuest && `${t.nav.guest} · `}
          {t.account.since(format.date(user.createdAt))}
        </p>
      </div>
      {code !== null && (
        <div className="panel-error-inline" role="alert">
          <ProblemText code={code} />
        </div>
      )}
      {user.isGuest && <GuestPrompt />}
      <ProfileSection />
      {!user.isGuest && <HandleSection />}
      <PrivacySection />
      {!user.isGuest && (
        <>
          <PasskeySection />
          <IdentitySection />
        </>
      )}
      <StandingSection />
      <DeviceSection />
      <CopySection />
      {user.eraseAt === null && <LeaveSection />}
    </div>
  );
}

function GuestPrompt() {
  const { t } = useLanguage();
  const add = useAddPasskey();
  const link = useLinkProvider();
  const providers = useWays().data?.providers ?? [];
  const failure = add.error ?? link.error;
  return (
    <section className="account-guest" aria-label={t.account.guestTitle}>
      <h2>{t.account.guestTitle}</h2>
      <p>{t.account.guestLead}</p>
      <div className="row">
        {passkeysWork() && (
          <button
            type="button"
            className="button button-primary"
            disabled={add.isPending}
            onClick={() => add.mutate()}
          >
            {add.isPending ? t.signIn.waiting : t.account.addPasskey}
          </button>
        )}
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
      {failure !== null && <InlineError error={failure} />}
    </section>
  );
}
