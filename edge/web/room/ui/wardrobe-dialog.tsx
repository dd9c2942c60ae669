// Changing clothes without leaving the room.

import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { AvatarFloor } from "../../../../shared/schema/avatar-rank.ts";
import { AvatarCatalogue } from "../../components/avatar-catalogue.tsx";
import { floorTexts } from "../../components/floor-text.ts";
import { useLanguage } from "../../i18n/locale.tsx";
import { HeldAvatars } from "../../store/held-avatars.tsx";
import { Icon } from "./icon.tsx";

export function WardrobeDialog({
  floor,
  onClose,
}: {
  /** What the room shows as it is; null where it is not known. */
  readonly floor: AvatarFloor | null;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const limits = floorTexts(floor, t);
  const dialogRef = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialogRef.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      ref={dialogRef}
      className="wardrobe"
      aria-labelledby="wardrobe-title"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div className="wardrobe-inside">
        <header className="float-head">
          <h2 id="wardrobe-title">{t.room.wearTitle}</h2>
          <button
            type="button"
            className="button-icon"
            aria-label={t.common.close}
            onClick={() => dialogRef.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        {limits.length > 0 && (
          <p className="hint">
            {limits.join(" · ")}. {t.room.wearLighter}
          </p>
        )}
        <HeldAvatars />
        <AvatarCatalogue />
        <p className="wardrobe-more">
          <Link to="/avatars">{t.room.moreAvatars}</Link>
        </p>
      </div>
    </dialog>
  );
}
