// What became of one upload, for whoever comes back to it: the same as was shown while it went on, step, findings and lighter variants.

import { useQuery } from "@tanstack/react-query";
import type { OwnUpload } from "../../../shared/schema/public-api.ts";
import { InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { FindingList } from "./finding-list.tsx";
import { LighterVariants } from "./lighter-variants.tsx";
import { StepLine } from "./step-line.tsx";

const ASK_EVERY_MS = 1_000;

export function UploadOutcome({ upload }: { readonly upload: Pick<OwnUpload, "kind" | "uploadId"> }) {
  const { t } = useLanguage();
  const { kind, uploadId } = upload;
  const asked = useQuery({
    queryKey: ["upload-status", uploadId],
    queryFn: () => edge.uploadStatus(`/v1/upload/${kind}/${uploadId}/status`),
    refetchInterval: ({ state }) => (state.data?.status === "VALIDATING" ? ASK_EVERY_MS : false),
  });
  if (asked.isPending) return <Loading />;
  if (asked.data === undefined) return <InlineError error={asked.error} />;
  const { status, progress, findings, variants } = asked.data;
  if (status === "VALIDATING")
    return (
      <p className="upload-step" role="status">
        <StepLine progress={progress} />
      </p>
    );
  if (findings.length === 0 && variants === undefined) return <p className="hint">{t.uploads.nothingMore}</p>;
  return (
    <>
      <LighterVariants verdict={asked.data} />
      <FindingList findings={findings} />
    </>
  );
}
