// A copy of everything about one: asked for here, made in the background, downloaded when it is there.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { Problem } from "../../../shared/http/problem.ts";
import type { AccountExport } from "../../../shared/schema/user.ts";
import { InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";

/** While it is being made. */
const LOOK_EVERY_MS = 2_000;

export function CopySection() {
  const { t, format } = useLanguage();
  const id = useId();
  const { id: userId } = useUser();
  const queries = useQueryClient();
  const queryKey = ["account-copy", userId];
  const copy = useQuery({
    queryKey,
    queryFn: lookForCopy,
    refetchInterval: ({ state }) => (state.data?.status === "waiting" ? LOOK_EVERY_MS : false),
  });
  const ask = useMutation({
    mutationFn: () => edge.ask("me.requestExport", {}),
    onSuccess: (asked) => queries.setQueryData(queryKey, asked),
  });
  // Its URL is good for minutes, and this page may have stood open for hours.
  const download = useMutation({
    mutationFn: () => edge.ask("me.export", {}),
    onSuccess: ({ downloadUrl }) => {
      if (downloadUrl !== null) window.location.assign(downloadUrl);
    },
  });
  const found = copy.data ?? null;
  const failure = ask.error ?? download.error ?? copy.error;
  return (
    <section className="account-section card" aria-labelledby={id}>
      <div>
        <h2 id={id}>{t.account.copy}</h2>
        <p className="hint">{t.account.copyLead}</p>
      </div>
      {copy.isPending && <Loading />}
      {found?.status === "waiting" && <Loading label={t.account.copyWaiting} />}
      {found?.status === "ready" && (
        <p className="account-empty">
          {t.account.copyReady(
            format.moment(found.readyAt ?? found.requestedAt),
            format.bytes(found.sizeBytes ?? 0),
          )}{" "}
          {found.expiresAt !== null && t.account.copyKept(format.moment(found.expiresAt))}
        </p>
      )}
      <div className="row">
        {found?.status === "ready" && (
          <button
            type="button"
            className="button button-primary"
            disabled={download.isPending}
            onClick={() => download.mutate()}
          >
            {t.account.copyDownload}
          </button>
        )}
        {found?.status !== "waiting" && !copy.isPending && (
          <button type="button" className="button" disabled={ask.isPending} onClick={() => ask.mutate()}>
            {found === null ? t.account.copyAsk : t.account.copyAskAgain}
          </button>
        )}
      </div>
      {failure !== null && <InlineError error={failure} />}
    </section>
  );
}

/** Null where none was asked for. */
async function lookForCopy(): Promise<AccountExport | null> {
  try {
    return await edge.ask("me.export", {});
  } catch (error) {
    if (error instanceof Problem && error.code === "EXPORT_NOT_FOUND") return null;
    throw error;
  }
}
