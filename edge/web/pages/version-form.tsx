// A draft of a world as a form.

import { type FormEvent, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { worldIdSchema } from "../../../shared/schema/ids.ts";
import type { WorldDetail } from "../../../shared/schema/public-api.ts";
import type { WorldVersion } from "../../../shared/schema/world-version.ts";
import { Detail } from "../components/detail.tsx";
import { goToWrong } from "../components/field.tsx";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { WorldPicture } from "../components/world-picture.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { fetchWorld, mayEdit, useVersionActs, useVersions, useWorldRole } from "../worlds/queries.ts";
import { type DraftField, draftOf, readDraft } from "../worlds/version-draft.ts";
import { VersionFields } from "../worlds/version-fields.tsx";
import { versionsHref } from "../worlds/version-row.tsx";
import { NotFoundPage } from "./not-found.tsx";

export function VersionFormPage() {
  return (
    <Detail param="worldId" idSchema={worldIdSchema} fetch={fetchWorld}>
      {(world) => <DraftOf world={world} />}
    </Detail>
  );
}

/** Nobody else than who may edit it finds anything here, and what was published is not changed. */
function DraftOf({ world }: { readonly world: WorldDetail }) {
  const { number } = useParams();
  const { role, error, retry } = useWorldRole(world);
  const versions = useVersions(world.id);
  if (role === undefined) return error === null ? <Loading /> : <ErrorPanel error={error} onRetry={retry} />;
  if (!mayEdit(role)) return <NotFoundPage />;
  if (versions.isPending) return <Loading />;
  if (versions.data === undefined)
    return <ErrorPanel error={versions.error} onRetry={() => void versions.refetch()} />;
  const version = versions.data.find((each) => String(each.number) === number && each.state === "draft");
  return version === undefined ? <NotFoundPage /> : <VersionForm world={world} version={version} />;
}

function VersionForm({ world, version }: { readonly world: WorldDetail; readonly version: WorldVersion }) {
  const { t, format } = useLanguage();
  const say = t.worldWork.form;
  const title = say.title(t.worldWork.number(format.number(version.number)));
  useTitle(title);
  const navigate = useNavigate();
  const { save } = useVersionActs(world.id);
  const [draft, setDraft] = useState(() => draftOf(version));
  /** What is wrong is said once somebody wanted to save it. */
  const [isTried, setTried] = useState(false);
  const read = readDraft(draft);
  const wrong: ReadonlySet<DraftField> = isTried && "wrong" in read ? read.wrong : new Set();
  const back = () => navigate(versionsHref(world.id));
  function submit(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if ("fields" in read)
      return save.mutate({ number: version.number, fields: read.fields }, { onSuccess: () => void back() });
    goToWrong(submitted.currentTarget, () => setTried(true));
  }
  return (
    <div className="form-page">
      <div className="page-head">
        <h1>{title}</h1>
        <p className="lead">{world.name}</p>
      </div>
      <form className="card event-form" onSubmit={submit} noValidate>
        <div className="version-preview">
          <WorldPicture settings={draft} />
        </div>
        <VersionFields
          draft={draft}
          wrong={wrong}
          onChange={(part) => setDraft((now) => ({ ...now, ...part }))}
        />
        {save.isError && <InlineError error={save.error} />}
        <div className="row">
          <button type="submit" className="button button-primary" disabled={save.isPending}>
            {say.save}
          </button>
          <button type="button" className="button" onClick={() => void back()}>
            {t.account.cancel}
          </button>
        </div>
      </form>
    </div>
  );
}
