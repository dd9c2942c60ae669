// Bringing a file: drop or choose, read what the check says, send, and watch it become something.

import { useQuery } from "@tanstack/react-query";
import { type DragEvent, useId, useState } from "react";
import { countsOfCheck, DEVICE_CLASSES, rankAvatar } from "../../../shared/avatar/rank.ts";
import type { FileCheck, Purpose } from "../../../shared/media/check-file.ts";
import type { AvatarRank, DeviceClass } from "../../../shared/schema/avatar-rank.ts";
import type { UploadRule } from "../../../shared/schema/upload.ts";
import { AvatarCard } from "../components/avatar-card.tsx";
import { ErrorPanel, ErrorText, Loading } from "../components/states.tsx";
import type { Messages } from "../i18n/en.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { FindingList } from "./finding-list.tsx";
import { LighterVariants } from "./lighter-variants.tsx";
import { BrokenOff, StoreRefused } from "./post-form.ts";
import { StepLine } from "./step-line.tsx";
import { shareDone, type UploadState } from "./upload-state.ts";
import { type UploadOptions, useUpload } from "./use-upload.ts";

type PanelProps = Omit<UploadOptions, "limits">;

/** Give it a key of its purpose: another purpose is another upload. */
export function UploadPanel(props: PanelProps) {
  const limits = useQuery({ queryKey: ["upload-limits"], queryFn: edge.uploadLimits, staleTime: Infinity });
  if (limits.isError) return <ErrorPanel error={limits.error} onRetry={() => void limits.refetch()} />;
  if (limits.data === undefined) return <Loading />;
  return <UploadSteps {...props} limits={limits.data} />;
}

function UploadSteps(options: UploadOptions) {
  const { purpose, replaces } = options;
  return <UploadBody {...useUpload(options)} kind={purpose.kind} showsCard={replaces === undefined} />;
}

type BodyProps = ReturnType<typeof useUpload> & {
  readonly kind: Purpose["kind"];
  /** What the button says that leads back to the beginning; "another file" by default. */
  readonly again?: string;
  /** False where the page shows it already. */
  readonly showsCard?: boolean;
};

/** What an upload shows, whoever began it. */
export function UploadBody({ again, showsCard = true, ...body }: BodyProps) {
  const { state, rule, choose, send, reset } = body;
  const { t, format } = useLanguage();
  switch (state.name) {
    case "idle":
      return <DropZone rule={rule} choose={choose} />;
    case "unfit":
      return (
        <>
          <p className="verdict verdict-bad" role="alert">
            {t.upload.unfit[state.fault](format.list(rule.extensions), format.bytes(rule.sizeMaxBytes))}
          </p>
          <DropZone rule={rule} choose={choose} />
        </>
      );
    case "checking":
      return (
        <>
          <FileName file={state.file} />
          <progress className="progress" aria-label={t.upload.checking} />
          <p role="status">{t.upload.checking}</p>
        </>
      );
    case "checked":
      return <Checked {...body} file={state.file} check={state.check} />;
    case "sending":
    case "processing":
      return <UnderWay state={state} />;
    case "done":
      return (
        <>
          <p className="verdict verdict-good" role="status">
            {t.upload.done(state.asset.name)}
          </p>
          {showsCard && state.avatar !== null && (
            <AvatarCard avatar={{ ...state.avatar, likeCount: 0, listing: null }} />
          )}
          <LighterVariants verdict={state.status} />
          <FindingList findings={state.findings} />
          <AnotherButton reset={reset} again={again} />
        </>
      );
    case "refused":
      return (
        <>
          <FileName file={state.file} />
          <p className="verdict verdict-bad" role="alert">
            {t.upload.refused}
          </p>
          <FindingList findings={state.findings} />
          <AnotherButton reset={reset} again={again} />
        </>
      );
    case "unanswered":
      return (
        <>
          <FileName file={state.file} />
          <p role="status">{t.upload.tooLong}</p>
          <AnotherButton reset={reset} again={again} />
        </>
      );
    case "failed":
      return (
        <>
          <FileName file={state.file} />
          <div className="panel-error-inline" role="alert">
            <FailureText error={state.error} />
          </div>
          <div className="row">
            <button type="button" className="button button-primary" onClick={() => send(state.file)}>
              {t.common.retry}
            </button>
            <AnotherButton reset={reset} again={again} />
          </div>
        </>
      );
  }
}

function DropZone({ rule, choose }: { readonly rule: UploadRule } & Pick<BodyProps, "choose">) {
  const { t, format } = useLanguage();
  const id = useId();
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) choose(file);
  }

  return (
    <label
      className={over ? "drop-zone drop-zone-over" : "drop-zone"}
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path d="M16 21V7m-5.5 5.5L16 7l5.5 5.5M6 20v4.5h20V20" />
      </svg>
      <span className="drop-zone-title">{t.upload.drop}</span>
      <span className="button">{t.upload.choose}</span>
      <span className="hint">
        {t.upload.hint(format.list(rule.extensions), format.bytes(rule.sizeMaxBytes))}
      </span>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept={rule.extensions.join(",")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) choose(file);
        }}
      />
    </label>
  );
}

function Checked({
  kind,
  file,
  check,
  ranks,
  send,
  reset,
}: { readonly file: File; readonly check: FileCheck } & Pick<
  BodyProps,
  "kind" | "ranks" | "send" | "reset"
>) {
  const { t } = useLanguage();
  const verdict = !check.ok
    ? t.upload.checkedBad[kind]
    : check.findings.length > 0
      ? t.upload.checkedNotes
      : t.upload.checkedGood;
  return (
    <>
      <FileName file={file} />
      <p className={check.ok ? "verdict verdict-good" : "verdict verdict-bad"} role="status">
        {verdict}
      </p>
      <FindingList findings={check.findings} />
      {check.ok ? (
        <CheckedFacts check={check} ranks={ranks} />
      ) : (
        <p className="hint">{t.upload.checkedBadHint}</p>
      )}
      <div className="row">
        {check.ok && (
          <button type="button" className="button button-primary" onClick={() => send(file)}>
            {t.upload.send}
          </button>
        )}
        <AnotherButton reset={reset} />
      </div>
    </>
  );
}

function CheckedFacts({ check, ranks }: { readonly check: FileCheck } & Pick<BodyProps, "ranks">) {
  const { t, format } = useLanguage();
  const { facts, licence } = check;
  if (facts === null || licence === null) return null;
  const rank = rankAvatar(countsOfCheck(facts), ranks);
  const rows = [
    [t.upload.factVersion, `VRM ${facts.vrmVersion}`],
    [t.upload.factHeight, t.upload.metres(format.twoDigits(facts.heightM))],
    [t.upload.factTriangles, format.number(facts.triangleCount)],
    [t.upload.factTextures, format.number(facts.textureCount)],
    [t.upload.factSize, format.bytes(facts.sizeBytes)],
    ...DEVICE_CLASSES.map((device) => [t.upload.rankOn[device], rankText(rank[device], t)]),
    ...(licence.authors.length > 0 ? [[t.upload.factAuthors, format.list(licence.authors)]] : []),
    [t.upload.factPermission, t.upload.permission[licence.avatarPermission]],
  ];
  return (
    <dl className="facts">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function rankText({ rank, decidedBy }: AvatarRank[DeviceClass], t: Messages): string {
  const name = t.upload.rank[rank];
  return decidedBy === null ? name : t.upload.rankBy(name, t.upload.counted[decidedBy]);
}

function UnderWay({ state }: { readonly state: Extract<UploadState, { name: "sending" | "processing" }> }) {
  const { t, format } = useLanguage();
  const share = shareDone(state) ?? 0;
  return (
    <>
      <FileName file={state.file} />
      <progress className="progress" value={share} aria-label={state.file.name} />
      <p className="upload-step" role="status">
        {state.name === "sending" ? (
          <>
            <span>{t.upload.sending}</span>
            <span>{t.upload.sent(format.bytes(state.sentBytes), format.bytes(state.totalBytes))}</span>
          </>
        ) : (
          <StepLine progress={state.progress} />
        )}
      </p>
    </>
  );
}

function FileName({ file }: { readonly file: File }) {
  const { format } = useLanguage();
  return (
    <p className="file-name">
      <span>{file.name}</span> <span className="hint">{format.bytes(file.size)}</span>
    </p>
  );
}

function FailureText({ error }: { readonly error: unknown }) {
  const { t } = useLanguage();
  if (error instanceof StoreRefused) return <p>{t.upload.storeRefused(error.code)}</p>;
  if (error instanceof BrokenOff) return <p>{t.upload.brokenOff}</p>;
  return <ErrorText error={error} />;
}

function AnotherButton({ reset, again }: Pick<BodyProps, "reset"> & { readonly again?: string | undefined }) {
  const { t } = useLanguage();
  return (
    <button type="button" className="button" onClick={reset}>
      {again ?? t.upload.another}
    </button>
  );
}
