// Everything one has brought: bring another file of any kind, and see what became of the others.

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Purpose } from "../../../shared/media/check-file.ts";
import { type BundlePlatform, bundlePlatformSchema } from "../../../shared/schema/bundle-platform.ts";
import type { OwnUpload, OwnUploadPage } from "../../../shared/schema/public-api.ts";
import { sellableKindSchema } from "../../../shared/schema/store.ts";
import { Choose } from "../components/choose.tsx";
import { MoreButton } from "../components/more-button.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { Empty, ErrorPanel, Loading } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { thingHref } from "../store/thing.ts";
import { PLATFORM_NAMES } from "../upload/platforms.ts";
import { UploadOutcome } from "../upload/upload-outcome.tsx";
import { UploadPanel } from "../upload/upload-panel.tsx";

const KEY = ["my-uploads"];
/** How often the list is looked at anew while something in it is under way. */
const REFRESH_MS = 5_000;
const CHOICES = ["world", "bundle", "item", "accessory", "image", "audio", "avatar"] as const;
type Choice = (typeof CHOICES)[number];

export function UploadsPage() {
  const { t } = useLanguage();
  useTitle(t.uploads.title);
  return (
    <>
      <div className="page-head">
        <h1>{t.uploads.title}</h1>
        <p className="lead">{t.uploads.lead}</p>
      </div>
      <div className="avatars-page">
        <BringFile />
        <section aria-label={t.uploads.list}>
          <h2 className="section-title">{t.uploads.list}</h2>
          <OwnUploads />
        </section>
      </div>
    </>
  );
}

function BringFile() {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [choice, setChoice] = useState<Choice>("world");
  const [platform, setPlatform] = useState<BundlePlatform>("windows");
  const purpose = purposeOf(choice, platform);
  const lookAnew = () => void queries.invalidateQueries({ queryKey: KEY });
  return (
    <section className="card upload" aria-label={t.uploads.bring}>
      <h2>{t.uploads.bring}</h2>
      <Choose
        label={t.uploads.kindLabel}
        names={t.uploads.kinds}
        among={CHOICES}
        value={choice}
        onChange={setChoice}
      />
      {choice === "bundle" && (
        <Choose
          label={t.uploads.platformLabel}
          names={PLATFORM_NAMES}
          among={bundlePlatformSchema.options}
          value={platform}
          onChange={setPlatform}
        />
      )}
      <UploadPanel
        key={`${purpose.kind} ${purpose.platform}`}
        purpose={purpose}
        onSent={lookAnew}
        onVerdict={lookAnew}
      />
    </section>
  );
}

function purposeOf(choice: Choice, platform: BundlePlatform): Purpose {
  return choice === "bundle" ? { kind: "world", platform } : { kind: choice, platform: null };
}

function OwnUploads() {
  const { t } = useLanguage();
  const uploads = usePages(KEY, (cursor) => edge.myUploads(pageQuery(cursor)), { refreshMs: refreshOf });
  if (uploads.isPending) return <Loading />;
  if (uploads.data === undefined)
    return <ErrorPanel error={uploads.error} onRetry={() => void uploads.refetch()} />;
  const items = uploads.data.pages.flatMap((page) => page.items);
  const quota = uploads.data.pages[0]?.quota;
  return (
    <>
      {quota !== undefined && <Quota quota={quota} />}
      {items.length === 0 ? (
        <Empty title={t.uploads.empty} hint={t.uploads.emptyHint} />
      ) : (
        <ul className="upload-list">
          {items.map((upload) => (
            <UploadRow key={upload.uploadId} upload={upload} />
          ))}
        </ul>
      )}
      <MoreButton query={uploads} />
    </>
  );
}

function refreshOf(pages: readonly OwnUploadPage[]): number | undefined {
  return pages.some(({ items }) => items.some(({ status }) => status === "VALIDATING"))
    ? REFRESH_MS
    : undefined;
}

function Quota({ quota }: { readonly quota: OwnUploadPage["quota"] }) {
  const { t, format } = useLanguage();
  const { uploadsToday, uploadsPerDay, storedBytes, storedMaxBytes } = quota;
  return (
    <p className="hint upload-quota">
      <span>{t.uploads.quotaUploads(format.number(uploadsToday), format.number(uploadsPerDay))}</span>
      <span>{t.uploads.quotaStored(format.bytes(storedBytes), format.bytes(storedMaxBytes))}</span>
    </p>
  );
}

function UploadRow({ upload }: { readonly upload: OwnUpload }) {
  const { t, format, locale } = useLanguage();
  const { kind, platform, status, fileName, assetId } = upload;
  const [isOpen, setOpen] = useState(false);
  // Worlds' files, pictures and music have no page of their own.
  const thing = sellableKindSchema.safeParse(kind);
  const href = assetId !== null && thing.success ? thingHref({ kind: thing.data, id: assetId }) : null;
  const kindText =
    platform === null ? t.uploads.kinds[kind] : `${t.uploads.kinds.bundle} · ${PLATFORM_NAMES[platform]}`;
  return (
    <li className="card upload-row">
      <p className="upload-row-name">
        {href === null ? (
          fileName
        ) : (
          <Link className="name-link" to={href}>
            {fileName}
          </Link>
        )}
      </p>
      <span className={`tag upload-status-${status.toLowerCase()}`}>{t.uploads.status[status]}</span>
      <p className="hint">
        {kindText} · {format.bytes(upload.fileSize)} · {format.moment(upload.createdAt)}
      </p>
      {upload.finding !== null && <p className="upload-row-finding">{upload.finding.message[locale]}</p>}
      <details className="upload-row-outcome" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t.uploads.outcome}
          <span className="visually-hidden"> {fileName}</span>
        </summary>
        {isOpen && <UploadOutcome upload={upload} />}
      </details>
    </li>
  );
}
