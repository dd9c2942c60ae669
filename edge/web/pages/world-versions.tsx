// The versions of a world, for those who work on it: what is live, what is tried, what is worked on, and what once was.

import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { worldIdSchema } from "../../../shared/schema/ids.ts";
import type { OwnWorld, WorldDetail } from "../../../shared/schema/public-api.ts";
import { Detail } from "../components/detail.tsx";
import { Empty, ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { worldHref } from "../components/world-card.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { fetchWorld, mayEdit, useVersionActs, useVersions, useWorldRole } from "../worlds/queries.ts";
import { comparedWith } from "../worlds/version-changes.ts";
import { draftHref, VersionRow } from "../worlds/version-row.tsx";
import { NotFoundPage } from "./not-found.tsx";

export function WorldVersionsPage() {
  return (
    <Detail param="worldId" idSchema={worldIdSchema} fetch={fetchWorld}>
      {(world) => <ForThoseWhoWork world={world} />}
    </Detail>
  );
}

function ForThoseWhoWork({ world }: { readonly world: WorldDetail }) {
  const { role, error, retry } = useWorldRole(world);
  if (role === undefined) return error === null ? <Loading /> : <ErrorPanel error={error} onRetry={retry} />;
  return role === null ? <NotFoundPage /> : <Versions world={world} role={role} />;
}

function Versions({ world, role }: { readonly world: WorldDetail; readonly role: OwnWorld["role"] }) {
  const { t, format } = useLanguage();
  const say = t.worldWork;
  useTitle(say.of(world.name));
  const navigate = useNavigate();
  const versions = useVersions(world.id);
  const { begin, move } = useVersionActs(world.id);
  const [done, setDone] = useState("");
  const canEdit = mayEdit(role);
  const beginFrom = (from: number | null) =>
    begin.mutate(from, { onSuccess: ({ number }) => void navigate(draftHref(world.id, number)) });
  const list = versions.data ?? [];
  return (
    <div className="versions-page">
      <div className="page-head page-head-tools">
        <div>
          <h1>{say.of(world.name)}</h1>
          <p className="lead">{canEdit ? say.lead : say.testerLead}</p>
        </div>
        {canEdit && (
          <button
            type="button"
            className="button button-primary"
            disabled={begin.isPending}
            onClick={() => beginFrom(null)}
          >
            {say.begin}
          </button>
        )}
      </div>
      <p className="verdict verdict-good" role="status">
        {done}
      </p>
      {begin.isError && <InlineError error={begin.error} />}
      {move.isError && <InlineError error={move.error} />}
      {versions.isPending && <Loading />}
      {versions.isError && versions.data === undefined && (
        <ErrorPanel error={versions.error} onRetry={() => void versions.refetch()} />
      )}
      {versions.data?.length === 0 && <Empty title={say.empty} hint={say.emptyHint} />}
      {list.length > 0 && (
        <ol className="version-list" reversed>
          {list.map((version) => (
            <VersionRow
              key={version.number}
              worldId={world.id}
              version={version}
              base={comparedWith(version, list)}
              canEdit={canEdit}
              isBusy={begin.isPending || move.isPending}
              onBegin={beginFrom}
              onMove={(act) => {
                setDone("");
                const name = say.number(format.number(act.number));
                move.mutate(act, {
                  onSuccess: () =>
                    setDone(act.act === "remove" ? say.removed(name) : say.moved[act.channel](name)),
                });
              }}
            />
          ))}
        </ol>
      )}
      <Link className="event-back" to={worldHref(world.id)}>
        {world.name}
      </Link>
    </div>
  );
}
