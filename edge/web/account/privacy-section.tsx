// Who may see where one is, come there, and invite one.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { audienceSchema, type Privacy } from "../../../shared/schema/user.ts";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";

const QUESTIONS = [
  "presenceFor",
  "joinableBy",
  "messageableBy",
] as const satisfies readonly (keyof Privacy)[];

export function PrivacySection() {
  const { t } = useLanguage();
  const { id: userId } = useUser();
  const id = useId();
  const queries = useQueryClient();
  const queryKey = ["privacy", userId];
  const privacy = useQuery({ queryKey, queryFn: () => edge.ask("me.privacy", {}) });
  const change = useMutation({
    mutationFn: (body: Privacy) => edge.ask("me.setPrivacy", { body }),
    onSuccess: (now) => queries.setQueryData<Privacy>(queryKey, now),
  });
  // What was chosen stands while it is sent, and goes back where it was refused.
  const shown = change.isPending ? change.variables : privacy.data;
  return (
    <section className="account-section card" aria-labelledby={id}>
      <div>
        <h2 id={id}>{t.privacy.title}</h2>
        <p className="hint">{t.privacy.lead}</p>
      </div>
      {privacy.isPending && <Loading />}
      {privacy.isError && privacy.data === undefined && (
        <ErrorPanel error={privacy.error} onRetry={() => void privacy.refetch()} />
      )}
      {shown !== undefined &&
        QUESTIONS.map((question) => (
          <div key={question} className="field privacy-field">
            <label htmlFor={`${id}-${question}`}>{t.privacy.questions[question]}</label>
            <select
              id={`${id}-${question}`}
              className="input"
              value={shown[question]}
              disabled={change.isPending}
              onChange={({ target }) =>
                change.mutate({ ...shown, [question]: audienceSchema.parse(target.value) })
              }
            >
              {audienceSchema.options.map((audience) => (
                <option key={audience} value={audience}>
                  {t.privacy.audiences[audience]}
                </option>
              ))}
            </select>
          </div>
        ))}
      {change.isError && <InlineError error={change.error} />}
    </section>
  );
}
