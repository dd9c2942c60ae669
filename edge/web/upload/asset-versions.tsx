// What its owner sees under an avatar, item or accessory: a place for a new file of it, and the files it had, to go back to.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DEVICE_CLASSES } from "../../../shared/avatar/rank.ts";
import type { AssetVersion } from "../../../shared/schema/asset-version.ts";
import type { AssetId } from "../../../shared/schema/ids.ts";
import type { UploadKind } from "../../../shared/schema/upload.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { UploadPanel } from "./upload-panel.tsx";

type Versioned = { readonly id: AssetId; readonly kind: UploadKind };

/** `queryKey` is that of the page's own question for the asset, which has another answer when another version is shown. */
export function AssetVersions({ id, kind, queryKey }: Versioned & { readonly queryKey: readonly string[] }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const versionsKey = ["asset-versions", id];
  const versions = useQuery({
    queryKey: versionsKey,
    queryFn: () => edge.ask("assetVersions.list", { params: { assetId: id } }),
  });
  const changed = () =>
    Promise.all([queryKey, versionsKey].map((key) => queries.invalidateQueries({ queryKey: key })));
  const show = useMutation({
    mutationFn: (number: number) =>
      edge.ask("assetVersions.show", { params: { assetId: id, number: String(number) } }),
    onSuccess: changed,
  });
  const forget = useMutation({
    mutationFn: (number: number) =>
      edge.ask("assetVersions.remove", { params: { assetId: id, number: String(number) } }),
    onSuccess: changed,
  });
  const busy = show.isPending || forget.isPending;
  const failed = [show, forget].find(({ isError }) => isError);
  return (
    <>
      <section className="card upload" aria-label={t.versions.bring}>
        <h2>{t.versions.bring}</h2>
        <p className="hint">{t.versions.lead}</p>
        <UploadPanel purpose={{ kind, platform: null }} replaces={id} onVerdict={changed} />
      </section>
      <section aria-label={t.versions.title}>
        <h2 className="section-title">{t.versions.title}</h2>
        {failed !== undefined && <InlineError error={failed.error} />}
        {versions.isError && <ErrorPanel error={versions.error} onRetry={() => void versions.refetch()} />}
        {versions.isPending && <Loading />}
        {versions.data !== undefined && (
          <ol className="version-list">
            {versions.data.items.map((version) => (
              <VersionRow
                key={version.number}
                version={version}
                busy={busy}
                show={show.mutate}
                forget={forget.mutate}
              />
            ))}
          </ol>
        )}
      </section>
    </>
  );
}

function VersionRow({
  version,
  busy,
  show,
  forget,
}: {
  readonly version: AssetVersion;
  readonly busy: boolean;
  show(number: number): void;
  forget(number: number): void;
}) {
  const { t, format } = useLanguage();
  const { number, name, isShown, thumbnailUrl, file, rank, createdAt } = version;
  const label = t.versions.number(format.number(number));
  return (
    <li className="card version-row">
      {thumbnailUrl === null ? (
        <span className="version-picture" />
      ) : (
        <img className="version-picture" src={thumbnailUrl} alt="" loading="lazy" width="72" height="72" />
      )}
      <div className="version-text">
        <p className="upload-row-name">{name}</p>
        <p className="hint">
          {label} · {format.bytes(file.sizeBytes)} ·{" "}
          <time dateTime={createdAt}>{format.moment(createdAt)}</time>
        </p>
        {rank !== null && (
          <ul className="version-ranks">
            {DEVICE_CLASSES.map((device) => (
              <li key={device}>
                {t.upload.rankOn[device]}: {t.upload.rank[rank[device].rank]}
              </li>
            ))}
          </ul>
        )}
      </div>
      {isShown ? (
        <span className="tag upload-status-completed">{t.versions.shown}</span>
      ) : (
        <div className="version-acts">
          <button type="button" className="button" disabled={busy} onClick={() => show(number)}>
            {t.versions.show}
            <span className="visually-hidden"> {label}</span>
          </button>
          <ConfirmButton
            question={t.versions.forgetQuestion(label)}
            sure={t.versions.forgetSure}
            busy={busy}
            onConfirm={() => forget(number)}
          >
            {t.versions.forget}
            <span className="visually-hidden"> {label}</span>
          </ConfirmButton>
        </div>
      )}
    </li>
  );
}
