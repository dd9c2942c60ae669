// Coming in: a name is enough. Who has an account at the server's provider may use that instead.

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useLocation } from "react-router";
import { DISPLAY_NAME_MAX_CHARS } from "../../../shared/schema/user.ts";
import { LanguageSwitch } from "../components/language-switch.tsx";
import { Mark } from "../components/mark.tsx";
import { ErrorText, ProblemText } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { WorldPicture } from "../components/world-picture.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { accountSignInHref, fetchProviders, signInProblemOf } from "../session/account-sign-in.ts";
import { displayNameProblem } from "../session/display-name.ts";
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
        <GuestForm />
        <AccountLink />
      </main>
    </div>
  );
}

function GuestForm() {
  const { t, locale } = useLanguage();
  const { signInAsGuest } = useSession();
  const id = useId();
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const signIn = useMutation({ mutationFn: () => signInAsGuest(name, locale) });
  const wrong = tried ? displayNameProblem(name, t) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (displayNameProblem(name, t) === null) signIn.mutate();
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
      <button type="submit" className="button button-primary button-wide" disabled={signIn.isPending}>
        {signIn.isPending ? t.signIn.entering : t.signIn.guest}
      </button>
      {signIn.isError && (
        <div className="panel-error-inline" role="alert">
          <ErrorText error={signIn.error} />
        </div>
      )}
    </form>
  );
}

function AccountLink() {
  const { t } = useLanguage();
  const location = useLocation();
  const { code, search } = signInProblemOf(location.search);
  const offered = useQuery({
    queryKey: ["sign-in-providers"],
    queryFn: fetchProviders,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const providers = offered.data ?? [];
  if (providers.length === 0) return null;
  return (
    <>
      <p className="divider">
        <span>{t.signIn.or}</span>
      </p>
      <div className="stack">
        {providers.map(({ id, label }) => (
          <a key={id} className="button button-wide" href={accountSignInHref(id, location.pathname + search)}>
            {providers.length === 1 ? t.signIn.account : t.signIn.accountOf(label)}
          </a>
        ))}
      </div>
      {code !== null && (
        <div className="panel-error-inline" role="alert">
          <ProblemText code={code} />
        </div>
      )}
    </>
  );
}
