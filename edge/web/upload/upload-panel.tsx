// Bringing an avatar: drop or choose, read what the check says, send, and watch it become one.

import { type DragEvent, useId, useState } from "react";
import type { AvatarCheck } from "../../../shared/avatar/check-avatar.ts";
import type { Avatar } from "../../../shared/schema/asset.ts";
import { AVATAR_FILE_MAX_BYTES } from "../../../shared/schema/upload.ts";
import { AvatarCard } from "../components/avatar-card.tsx";
import { ErrorText } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { FindingList } from "./finding-list.tsx";
import { BrokenOff, StoreRefused } from "./post-form.ts";
import { shareDone, type UploadState } from "./upload-state.ts";
import { useUpload } from "./use-upload.ts";

export function UploadPanel({ onPublished }: { readonly onPublished: (avatar: Avatar) => void }) {
  const { t } = useLanguage();
  const { state, choose, send, reset } = useUpload(onPublished);
  return (
    <section className="card upload" aria-label={t.upload.title}>
      <h2>{t.upload.title}</h2>
      <UploadBody state={state} choose={choose} send={send} reset={reset} />
    </section>
  );
}

type BodyProps = { readonly state: UploadState } & Pick<
  ReturnType<typeof useUpload>,
  "choose" | "send" | "reset"
>;

function UploadBody({ state, choose, send, reset }: BodyProps) {
  const { t, format } = useLanguage();
  switch (state.name) {
    case "idle":
      return <DropZone choose={choose} />;
    case "not-vrm":
      return (
        <>
          <p className="verdict verdict-bad" role="alert">
            {t.upload.notVrm[state.fault](format.bytes(AVATAR_FILE_MAX_BYTES))}
          </p>
          <DropZone choose={choose} />
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
      return <Checked file={state.file} check={state.check} send={send} reset={reset} />;
    case "sending":
    case "processing":
      return <UnderWay state={state} />;
    case "done":
      return (
        <>
          <p className="verdict verdict-good" role="status">
            {t.upload.done}
          </p>
          <AvatarCard avatar={state.avatar} />
          <FindingList findings={state.findings} />
          <AnotherButton reset={reset} />
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
          <AnotherButton reset={reset} />
        </>
      );
    case "unanswered":
      return (
        <>
          <FileName file={state.file} />
          <p role="status">{t.upload.tooLong}</p>
          <AnotherButton reset={reset} />
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
            <AnotherButton reset={reset} />
          </div>
        </>
      );
  }
}

function DropZone({ choose }: { readonly choose: (file: File) => void }) {
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
      <span className="hint">{t.upload.hint(format.bytes(AVATAR_FILE_MAX_BYTES))}</span>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept=".vrm"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) choose(file);
        }}
      />
    </label>
  );
}

function Checked({
  file,
  check,
  send,
  reset,
}: { readonly file: File; readonly check: AvatarCheck } & Pick<BodyProps, "send" | "reset">) {
  const { t } = useLanguage();
  const verdict = !check.ok
    ? t.upload.checkedBad
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
      {check.ok ? <CheckedFacts check={check} /> : <p className="hint">{t.upload.checkedBadHint}</p>}
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

function CheckedFacts({ check }: { readonly check: AvatarCheck }) {
  const { t, format } = useLanguage();
  const { facts, licence } = check;
  if (facts === null || licence === null) return null;
  const rows = [
    [t.upload.factVersion, `VRM ${facts.vrmVersion}`],
    [t.upload.factHeight, t.upload.metres(format.twoDigits(facts.heightM))],
    [t.upload.factTriangles, format.number(facts.triangleCount)],
    [t.upload.factTextures, format.number(facts.textureCount)],
    [t.upload.factSize, format.bytes(facts.sizeBytes)],
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
        ) : state.progress === null ? (
          <span>{t.upload.waiting}</span>
        ) : (
          <>
            <span>{t.upload.step(state.progress.step)}</span>
            <span>
              {t.upload.stepsDone(
                format.number(Math.min(state.progress.stepsDone + 1, state.progress.stepsTotal)),
                format.number(state.progress.stepsTotal),
              )}
            </span>
          </>
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

function AnotherButton({ reset }: Pick<BodyProps, "reset">) {
  const { t } = useLanguage();
  return (
    <button type="button" className="button" onClick={reset}>
      {t.upload.another}
    </button>
  );
}
