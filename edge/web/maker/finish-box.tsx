// The last step: a name, who may wear it, and off it goes: into one's own avatars by the ordinary upload, or to a file.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Look } from "../../../shared/avatar/figure/look.ts";
import { AVATAR_NAME_MAX_CHARS, makeAvatar } from "../../../shared/avatar/make/make-avatar.ts";
import type { UploadLimits } from "../../../shared/schema/upload.ts";
import { showNewAvatar } from "../components/avatar-catalogue.tsx";
import { ErrorPanel, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";
import { UploadBody } from "../upload/upload-panel.tsx";
import { useUpload } from "../upload/use-upload.ts";
import { Chips } from "./chips.tsx";

const AVATAR = { kind: "avatar", platform: null } as const;
const WEARERS = ["everyone", "me"] as const;
const CONTENT_TYPE = "model/gltf-binary";
/** A browser may still be reading the address it was given; after this it has begun. */
const KEEP_ADDRESS_MS = 60_000;

export function FinishBox({ look }: { readonly look: Look }) {
  const limits = useQuery({ queryKey: ["upload-limits"], queryFn: edge.uploadLimits, staleTime: Infinity });
  if (limits.isError) return <ErrorPanel error={limits.error} onRetry={() => void limits.refetch()} />;
  if (limits.data === undefined) return <Loading />;
  return <Finish look={look} limits={limits.data} />;
}

function Finish({ look, limits }: { readonly look: Look; readonly limits: UploadLimits }) {
  const { t, format } = useLanguage();
  const user = useUser();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const [wearers, setWearers] = useState<(typeof WEARERS)[number]>("everyone");
  const [isMaking, setMaking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const ids = { name: useId(), hint: useId() };
  const upload = useUpload({
    purpose: AVATAR,
    limits,
    onVerdict: ({ avatar }) => {
      if (avatar !== undefined) showNewAvatar(queries, avatar);
    },
  });
  const name = typed ?? t.maker.nameDefault(user.displayName).slice(0, AVATAR_NAME_MAX_CHARS);
  const isNamed = name.trim() !== "";

  async function make(use: (file: File) => void) {
    setMaking(true);
    setFailed(false);
    try {
      const bytes = await makeAvatar({
        look,
        name,
        author: user.displayName,
        isForEveryone: wearers === "everyone",
      });
      use(new File([bytes], fileNameOf(name), { type: CONTENT_TYPE }));
    } catch {
      setFailed(true);
    } finally {
      setMaking(false);
    }
  }

  if (upload.state.name !== "idle") return <UploadBody {...upload} kind="avatar" again={t.maker.again} />;
  return (
    <>
      <div className="field">
        <label htmlFor={ids.name}>{t.maker.name}</label>
        <input
          id={ids.name}
          className="input"
          maxLength={AVATAR_NAME_MAX_CHARS}
          value={name}
          aria-invalid={!isNamed}
          aria-describedby={ids.hint}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p id={ids.hint} className={isNamed ? "hint" : "hint hint-wrong"}>
          {t.maker.nameHint(format.number(AVATAR_NAME_MAX_CHARS))}
        </p>
      </div>
      <Chips
        label={t.maker.licence}
        among={WEARERS}
        names={{ everyone: t.maker.forEveryone, me: t.maker.onlyMe }}
        value={wearers}
        onChange={setWearers}
      />
      {hasFailed && (
        <p className="verdict verdict-bad" role="alert">
          {t.maker.failed}
        </p>
      )}
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={!isNamed || isMaking}
          onClick={() => void make(upload.send)}
        >
          {t.maker.save}
        </button>
        <button
          type="button"
          className="button"
          disabled={!isNamed || isMaking}
          onClick={() => void make(download)}
        >
          {t.maker.download}
        </button>
      </div>
    </>
  );
}

/** What no file system takes in a name becomes a dash. */
export function fileNameOf(name: string): string {
  const plain = name
    .trim()
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, "-")
    .replace(/^\.+/, "");
  return `${plain === "" ? "avatar" : plain}.vrm`;
}

function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS_MS);
}
