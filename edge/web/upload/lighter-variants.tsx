// After the verdict on a model: whether its lighter variants are being made, are there, or could not be made.

import { useQuery } from "@tanstack/react-query";
import type { VariantProgress } from "../../../shared/schema/asset-variant.ts";
import type { UploadStatus } from "../../../shared/schema/public-api.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { FindingList } from "./finding-list.tsx";

const ASK_EVERY_MS = 1_000;
/** A refinement takes two minutes at most, and waits behind others: after this the page stops asking, and says it still goes on. */
const ASKS_MAX = 600;

export function LighterVariants({ verdict }: { readonly verdict: UploadStatus }) {
  const { t } = useLanguage();
  const { kind, uploadId } = verdict;
  const asked = useQuery({
    queryKey: ["variants", uploadId],
    queryFn: () => edge.uploadStatus(`/v1/upload/${kind}/${uploadId}/status`),
    initialData: verdict,
    enabled: verdict.variants !== undefined,
    refetchInterval: ({ state }) =>
      state.data?.variants?.status === "UNDER_WAY" && state.dataUpdateCount < ASKS_MAX ? ASK_EVERY_MS : false,
  });
  const { variants } = asked.data;
  if (variants === undefined) return null;
  return (
    <>
      <p className="hint" role="status">
        {t.upload.variants[variants.status]}
      </p>
      {variants.status === "UNDER_WAY" && <VariantRows rows={variants.progress} />}
      {variants.finding !== null && <FindingList findings={[variants.finding]} />}
    </>
  );
}

/** One row for each variant that is planned. */
function VariantRows({ rows }: { readonly rows: readonly VariantProgress[] }) {
  const { t, format } = useLanguage();
  return (
    <ul className="variant-rows">
      {rows.map(({ profile, level, status, texturesDone, texturesTotal }) => (
        <li key={`${profile} ${level}`} className={`variant-row variant-row-${status.toLowerCase()}`}>
          <span>{t.upload.variantNamed(t.upload.variantLevel[level], t.upload.variantProfile[profile])}</span>
          <span>
            {status === "UNDER_WAY" && texturesTotal > 0
              ? t.upload.texturesDone(format.number(texturesDone), format.number(texturesTotal))
              : t.upload.variantStatus[status]}
          </span>
        </li>
      ))}
    </ul>
  );
}
