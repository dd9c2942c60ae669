// Which step of the pipeline a file is in, and how many there are.

import type { UploadStatus } from "../../../shared/schema/public-api.ts";
import { useLanguage } from "../i18n/locale.tsx";

/** Null while no worker has said anything: it waits for one. */
export function StepLine({ progress }: { readonly progress: UploadStatus["progress"] }) {
  const { t, format } = useLanguage();
  if (progress === null) return <span>{t.upload.waiting}</span>;
  const { step, stepsDone, stepsTotal } = progress;
  return (
    <>
      <span>{t.upload.step(step)}</span>
      <span>
        {t.upload.stepsDone(format.number(Math.min(stepsDone + 1, stepsTotal)), format.number(stepsTotal))}
      </span>
    </>
  );
}
