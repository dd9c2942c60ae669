// What others are told of one: the name above one's head, and a few words.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { BIO_MAX_CHARS, DISPLAY_NAME_MAX_CHARS } from "../../../shared/schema/user.ts";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { displayNameProblem } from "../session/display-name.ts";
import { edge, useSession, useUser } from "../session/session.tsx";

export function ProfileSection() {
  const { t } = useLanguage();
  const { setUser } = useSession();
  const user = useUser();
  const queries = useQueryClient();
  const id = useId();
  const [name, setName] = useState(user.displayName);
  const [bio, setBio] = useState(user.bio);
  const wrong = displayNameProblem(name, t);
  const save = useMutation({
    mutationFn: () => edge.updateMe({ displayName: name, bio }),
    onSuccess: (saved) => {
      setUser(saved);
      setName(saved.displayName);
      setBio(saved.bio);
      void queries.invalidateQueries({ queryKey: ["userId", user.id] });
    },
  });
  const isChanged = name !== user.displayName || bio !== user.bio;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (wrong === null) save.mutate();
  }
  return (
    <section className="account-section card" aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{t.account.profile}</h2>
        <p className="hint">{user.isGuest ? t.account.profileGuest : t.account.profileLead}</p>
      </div>
      <form className="stack" onSubmit={submit} noValidate>
        <div className="field">
          <label htmlFor={`${id}-name`}>{t.signIn.displayName}</label>
          <input
            id={`${id}-name`}
            className="input"
            value={name}
            autoComplete="nickname"
            spellCheck={false}
            aria-invalid={wrong !== null}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setName(event.target.value)}
          />
          <p id={`${id}-hint`} className={wrong === null ? "hint" : "hint hint-wrong"} aria-live="polite">
            {wrong ?? t.signIn.displayNameHint(DISPLAY_NAME_MAX_CHARS)}
          </p>
        </div>
        {!user.isGuest && (
          <div className="field">
            <label htmlFor={`${id}-bio`}>{t.account.bio}</label>
            <textarea
              id={`${id}-bio`}
              className="input"
              rows={3}
              maxLength={BIO_MAX_CHARS}
              value={bio}
              onChange={(event) => setBio(event.target.value)}
            />
          </div>
        )}
        <div className="row">
          <button type="submit" className="button" disabled={!isChanged || wrong !== null || save.isPending}>
            {t.account.save}
          </button>
        </div>
        {save.isError && <InlineError error={save.error} />}
      </form>
    </section>
  );
}
