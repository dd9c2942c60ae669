// The one name nobody else has: chosen, changed, given up. A guest has none, and is told why further up.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Link } from "react-router";
import { HANDLE_MAX_CHARS, HANDLE_MIN_CHARS, handleSchema } from "../../../shared/schema/handle.ts";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useSession, useUser } from "../session/session.tsx";

export function HandleSection() {
  const { t } = useLanguage();
  const { setUser } = useSession();
  const user = useUser();
  const queries = useQueryClient();
  const id = useId();
  const [typed, setTyped] = useState(user.handle ?? "");
  const wanted = handleSchema.safeParse(typed);
  const save = useMutation({
    mutationFn: (handle: string | null) =>
      handle === null ? edge.ask("me.dropHandle", {}) : edge.ask("me.takeHandle", { body: { handle } }),
    onSuccess: (saved) => {
      setUser(saved);
      setTyped(saved.handle ?? "");
      void queries.invalidateQueries({ queryKey: ["userId"] });
    },
  });
  const isChanged = wanted.success && wanted.data !== user.handle;
  const isWrong = typed !== "" && !wanted.success;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isChanged) save.mutate(wanted.data);
  }
  return (
    <section className="account-section card" aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{t.account.handle}</h2>
        <p className="hint">{t.account.handleLead}</p>
      </div>
      <form className="stack" onSubmit={submit} noValidate>
        <div className="field">
          <label htmlFor={`${id}-handle`}>{t.account.handle}</label>
          <span className="handle-field">
            <span aria-hidden="true">@</span>
            <input
              id={`${id}-handle`}
              className="input"
              value={typed}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              aria-invalid={isWrong}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setTyped(event.target.value)}
            />
          </span>
          <p id={`${id}-hint`} className={isWrong ? "hint hint-wrong" : "hint"} aria-live="polite">
            {t.account.handleHint(HANDLE_MIN_CHARS, HANDLE_MAX_CHARS)}
          </p>
        </div>
        <div className="row">
          <button type="submit" className="button" disabled={!isChanged || save.isPending}>
            {t.account.save}
          </button>
          {user.handle !== null && (
            <>
              <button
                type="button"
                className="button button-quiet"
                disabled={save.isPending}
                onClick={() => save.mutate(null)}
              >
                {t.account.dropHandle}
              </button>
              <Link to={`/users/@${user.handle}`}>{t.account.seeProfile}</Link>
            </>
          )}
        </div>
        {save.isError && <InlineError error={save.error} />}
      </form>
    </section>
  );
}
