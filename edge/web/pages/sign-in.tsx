// Coming in: a name is enough, and a passkey makes it an account. Who has been here before comes back by passkey or provider.

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useLocation } from "react-router";
import { DISPLAY_NAME_MAX_CHARS } from "../../../shared/schema/user.ts";
import { useWays } from "../account/queries.ts";
import { LanguageSwitch } from "../components/language-switch.tsx";
import { Mark } from "../components/mark.tsx";
import { InlineError, ProblemText } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { WorldPicture } from "../components/world-picture.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { accountSignInHref, signInProblemOf } from "../session/account-sign-in.ts";
import { displayNameProblem } from "../session/display-name.ts";
import { passkeysWork } from "../session/passkey.ts";
import { useSession } from "../session/session.tsx";

/** `endedBy`: the code of what ended the session there was; null for whoever just came. */
export function SignInPage({ endedBy }: { readonly endedBy: string | null }) {
  const { t } = useLanguage();
  useTitle(t.signIn.title);
  return (
    <div className="sign-in">
      <div className="sign-in-picture">
        <WorldPicture settings={{ skyColor: "#bfe3ff", groundColor: "#8fb996" }} />
      </div>
      <main className="sign-in-card">
        <div className="sign-in-top">
          <span className="brand">
            <Mark />
            <span>{t.product}</span>
          </span>
          <LanguageSwitch />
        </div>
        <h1>{t.signIn.title}</h1>
        <p className="lead">{t.signIn.lead}</p>
        {endedBy !== null && (
          <div className="panel-error-inline" role="alert">
            <ProblemText code={endedBy} />
          </div>
        )}
        <NewcomerForm />
        <ReturningWays />
      </main>
    </div>
  );
}

/** A name is enough for a guest; with a passkey beside it, one can come back. */
function NewcomerForm() {
  const { t, locale } = useLanguage();
  const { signInAsGuest, signUpWithPasskey } = useSession();
  const id = useId();
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const asGuest = useMutation({ mutationFn: () => signInAsGuest(name, locale) });
  const withPasskey = useMutation({ mutationFn: () => signUpWithPasskey(name, locale) });
  const wrong = tried ? displayNameProblem(name, t) : null;
  const busy = asGuest.isPending || withPasskey.isPending;
  const failure = asGuest.error ?? withPasskey.error;

  function enter(way: typeof asGuest) {
    setTried(true);
    for (const other of [asGuest, withPasskey]) other.reset();
    if (displayNameProblem(name, t) === null) way.mutate();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    enter(asGuest);
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor={id}>{t.signIn.displayName}</label>
        <input
          id={id}
          className="input"
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="nickname"
          spellCheck={false}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className={wrong === null ? "hint" : "hint hint-wrong"} aria-live="polite">
          {wrong ?? t.signIn.displayNameHint(DISPLAY_NAME_MAX_CHARS)}
        </p>
      </div>
      <button type="submit" className="button button-primary button-wide" disabled={busy}>
        {asGuest.isPending ? t.signIn.entering : t.signIn.guest}
      </button>
      {passkeysWork() && (
        <div className="field">
          <button
            type="button"
            className="button button-wide"
            disabled={busy}
            aria-describedby={`${id}-passkey`}
            onClick={() => enter(withPasskey)}
          >
            {withPasskey.isPending ? t.signIn.waiting : t.signIn.signUpWithPasskey}
          </button>
          <p id={`${id}-passkey`} className="hint">
            {t.signIn.signUpHint}
          </p>
        </div>
      )}
      {failure !== null && <InlineError error={failure} />}
    </form>
  );
}

function ReturningWays() {
  const { t } = useLanguage();
  const { signInWithPasskey } = useSession();
  const location = useLocation();
  const { code, search } = signInProblemOf(location.search);
  const passkey = useMutation({ mutationFn: signInWithPasskey });
  const providers = useWays().data?.providers ?? [];
  if (providers.length === 0 && !passkeysWork()) return null;
  return (
    <>
      <p className="divider">
        <span>{t.signIn.or}</span>
      </p>
      <div className="stack">
        {passkeysWork() && (
          <button
            type="button"
            className="button button-wide"
            disabled={passkey.isPending}
            onClick={() => passkey.mutate()}
          >
            {passkey.isPending ? t.signIn.waiting : t.signIn.passkey}
          </button>
        )}
        {providers.map(({ id, label }) => (
          <a key={id} className="button button-wide" href={accountSignInHref(id, location.pathname + search)}>
            {providers.length === 1 ? t.signIn.account : t.signIn.accountOf(label)}
          </a>
        ))}
      </div>
      {passkey.isError && <InlineError error={passkey.error} />}
      {code !== null && (
        <div className="panel-error-inline" role="alert">
          <ProblemText code={code} />
        </div>
      )}
    </>
  );
}
