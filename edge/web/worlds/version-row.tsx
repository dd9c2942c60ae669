// One version of a world in its list: what it is, what is different in it, and what can be done with it.

import { Link } from "react-router";
import { performanceRankSchema } from "../../../shared/schema/avatar-rank.ts";
import type { WorldId } from "../../../shared/schema/ids.ts";
import type { WorldVersion } from "../../../shared/schema/world-version.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { OwnerLink } from "../components/owner-link.tsx";
import { worldHref } from "../components/world-card.tsx";
import { WorldPicture } from "../components/world-picture.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { doorHref } from "../room/door.ts";
import { PLATFORM_NAMES } from "../upload/platforms.ts";
import type { VersionAct } from "./queries.ts";
import { type Change, type ChangedFile, changesBetween } from "./version-changes.ts";

type RowProps = {
  readonly worldId: WorldId;
  readonly version: WorldVersion;
  /** What it is compared with; null for the first. */
  readonly base: WorldVersion | null;
  readonly canEdit: boolean;
  readonly isBusy: boolean;
  onBegin(from: number): void;
  onMove(act: VersionAct): void;
};

export const versionsHref = (worldId: WorldId) => `${worldHref(worldId)}/versions`;
export const draftHref = (worldId: WorldId, number: number) => `${versionsHref(worldId)}/${number}`;

export function VersionRow(props: RowProps) {
  const { version, base } = props;
  const { t, format } = useLanguage();
  const say = t.worldWork;
  const { number, state, author, note, createdAt, publishedAt } = version;
  return (
    <li className="card version-row world-version" aria-label={say.number(format.number(number))}>
      <span className="version-picture">
        <WorldPicture settings={version.settings} />
      </span>
      <div className="version-text">
        <h2 className="upload-row-name">
          {say.number(format.number(number))}{" "}
          <span className={`tag world-version-${state}`}>{say.states[state]}</span>
        </h2>
        {note !== "" && <p className="prose">{note}</p>}
        <p className="hint">
          {say.made(format.moment(createdAt))}
          {author !== null && (
            <>
              {" "}
              {t.world.by} <OwnerLink owner={author} />
            </>
          )}
          {publishedAt !== null && <> · {say.published(format.moment(publishedAt))}</>}
        </p>
        {base !== null && <Changes before={base} after={version} />}
      </div>
      <Acts {...props} />
    </li>
  );
}

function Changes({ before, after }: { readonly before: WorldVersion; readonly after: WorldVersion }) {
  const { t, format } = useLanguage();
  const say = t.worldWork;
  const changes = changesBetween(before, after);
  const text = useChangeText();
  const number = format.number(before.number);
  if (changes.length === 0) return <p className="hint">{say.alike(number)}</p>;
  return (
    <>
      <p className="hint">{say.compared(number)}</p>
      <ul className="world-version-changes">
        {changes.map((change) => (
          <li key={change.what}>{text(change)}</li>
        ))}
      </ul>
    </>
  );
}

/** A change in words. */
function useChangeText(): (change: Change) => string {
  const { t, format } = useLanguage();
  const say = t.worldWork;
  const fileName = (what: ChangedFile) =>
    what === "glb" || what === "bgm" ? say.files[what] : say.bundleFor(PLATFORM_NAMES[what]);
  return (change) => {
    if (change.kind === "file") return `${fileName(change.what)}: ${say.fileIs[change.is]}`;
    const { what } = change;
    const value = (raw: number | string) => {
      if (what === "voiceMode")
        return raw === "room" || raw === "off" ? say.voiceModes[raw] : say.voiceModes.spatial;
      if (what === "floorDesktop" || what === "floorMobile" || what === "floorHeadset") {
        const rank = performanceRankSchema.safeParse(raw);
        return rank.success ? t.upload.rank[rank.data] : t.events.form.anyAvatar;
      }
      const plain = typeof raw === "number" ? format.number(raw) : raw;
      return what.endsWith("Volume") ? say.percent(plain) : plain;
    };
    return say.changed(say.settings[what], value(change.before), value(change.after));
  };
}

function Acts({ worldId, version: { number, state }, canEdit, isBusy, onBegin, onMove }: RowProps) {
  const { t, format } = useLanguage();
  const say = t.worldWork;
  const name = say.number(format.number(number));
  return (
    <div className="row world-version-acts">
      {state === "beta" && (
        <Link className="button" to={doorHref({ kind: "world", id: worldId, channel: "beta" })}>
          {say.tryIt}
        </Link>
      )}
      {canEdit && state === "draft" && (
        <Link className="button" to={draftHref(worldId, number)} aria-label={say.editThis(name)}>
          {say.edit}
        </Link>
      )}
      {canEdit && state !== "live" && (
        <ConfirmButton
          question={say.reallyPublish(name)}
          sure={say.surePublish}
          busy={isBusy}
          onConfirm={() => onMove({ act: "publish", number, channel: "live" })}
        >
          {state === "past" ? say.goBack : say.publish}
        </ConfirmButton>
      )}
      {canEdit && state === "draft" && (
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => onMove({ act: "publish", number, channel: "beta" })}
        >
          {say.letTry}
        </button>
      )}
      {canEdit && state !== "draft" && (
        <button type="button" className="button" disabled={isBusy} onClick={() => onBegin(number)}>
          {say.beginFrom}
          <span className="visually-hidden"> {name}</span>
        </button>
      )}
      {canEdit && state === "draft" && (
        <ConfirmButton
          question={say.reallyRemove(name)}
          sure={say.sureRemove}
          busy={isBusy}
          onConfirm={() => onMove({ act: "remove", number })}
        >
          {say.remove}
        </ConfirmButton>
      )}
    </div>
  );
}
