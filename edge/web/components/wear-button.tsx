// Puts an avatar on, and says so of the one that is worn.

import type { AssetId } from "../../../shared/schema/ids.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { useUser } from "../session/session.tsx";
import { InlineError } from "./states.tsx";
import { useWear } from "./use-wear.ts";

export function WearButton({
  avatarId,
  name,
}: {
  /** Null: the built-in figure. */
  readonly avatarId: AssetId | null;
  readonly name: string;
}) {
  const { t } = useLanguage();
  const user = useUser();
  const wear = useWear();
  const isWorn = user.avatarId === avatarId;
  return (
    <>
      {wear.isError && <InlineError error={wear.error} />}
      <button
        type="button"
        className={isWorn ? "button button-worn" : "button"}
        aria-pressed={isWorn}
        aria-label={isWorn ? `${t.avatars.wearing}: ${name}` : t.avatars.wearThis(name)}
        disabled={wear.isPending}
        onClick={() => {
          if (!isWorn) wear.mutate(avatarId);
        }}
      >
        {isWorn ? t.avatars.wearing : t.avatars.wear}
      </button>
    </>
  );
}
