// One's own name, and what one says of oneself.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { BIO_MAX_CHARS, type User } from "../../../shared/schema/user.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { displayNameProblem } from "../session/display-name.ts";
import { edge, useSession } from "../session/session.tsx";
import { ErrorText } from "./states.tsx";

export function ProfileForm({ user }: { readonly user: User }) {
  const { t } = useLanguage();
  const { setUser } = useSession();
  const queries = useQueryClient();
  const [displayName, setDisplayName] = useState(user.displayName);
  const [bio, setBio] = useState(user.bio);
  const [nameId, bioId, problemId] = [useId(), useId(), useId()];
  const nameProblem = displayNameProblem(displayName, t);
  const save = useMutation({
    mutationFn: () => edge.updateMe({ displayName, bio }),
    onSuccess: (saved) => {
      setUser(saved);
      setDisplayName(saved.displayName);
      setBio(saved.bio);
      void queries.invalidateQueries({ queryKey: ["userId", user.id] });
    },
  });
  const isChanged = displayName !== user.displayName || bio !== user.bio;
  return (
    <details className="card profile-form">
      <summary>{t.profile.edit}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (nameProblem === null) save.mutate();
        }}
      >
        <div className="field">
          <label htmlFor={nameId}>{t.signIn.displayName}</label>
          <input
            id={nameId}
            className="input"
            autoComplete="nickname"
            value={displayName}
            aria-invalid={nameProblem !== null}
            {...(nameProblem === null ? {} : { "aria-describedby": problemId })}
            onChange={(event) => setDisplayName(event.target.value)}
          />
          {nameProblem !== null && (
            <p className="hint hint-wrong" id={problemId}>
              {nameProblem}
            </p>
          )}
        </div>
        <div className="field">
          <label htmlFor={bioId}>{t.profile.bio}</label>
          <textarea
            id={bioId}
            className="input"
            rows={4}
            maxLength={BIO_MAX_CHARS}
            value={bio}
            onChange={(event) => setBio(event.target.value)}
          />
        </div>
        {save.isError && (
          <div className="panel-error-inline" role="alert">
            <ErrorText error={save.error} />
          </div>
        )}
        <div className="row">
          <button
            type="submit"
            className="button button-primary"
            disabled={!isChanged || nameProblem !== null || save.isPending}
          >
            {t.profile.save}
          </button>
          {save.isSuccess && !isChanged && (
            <span className="hint" role="status">
              {t.profile.saved}
            </span>
          )}
        </div>
      </form>
    </details>
  );
}
