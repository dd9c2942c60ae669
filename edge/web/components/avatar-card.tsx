// One avatar of the catalogue: its portrait, whose it is, who may wear it, and the button that puts it on.

import { Link } from "react-router";
import type { ListedAvatar } from "../../../shared/schema/public-api.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { useUser } from "../session/session.tsx";
import { thingHref } from "../store/thing.ts";
import { wearableBy } from "../store/wearable.ts";
import { CoinPrice } from "./coin-price.tsx";
import { LikeButton } from "./like-button.tsx";
import { OwnerLink } from "./owner-link.tsx";
import { WearButton } from "./wear-button.tsx";

type CardProps = {
  readonly avatar: ListedAvatar;
  /** Whoever looks has it, bought or given. */
  readonly isHeld?: boolean;
  /** How to buy it stands beside the card. */
  readonly isBesideSale?: boolean;
};

export function AvatarCard({ avatar, isHeld = false, isBesideSale = false }: CardProps) {
  const { t, format } = useLanguage();
  const { licence, facts } = avatar;
  return (
    <article className="card avatar-card">
      <img
        className="avatar-portrait"
        src={avatar.thumbnailUrl}
        alt=""
        loading="lazy"
        width="320"
        height="320"
      />
      <div className="avatar-text">
        <h3 title={avatar.name}>
          <Link className="name-link" to={`/avatars/${avatar.id}`}>
            {avatar.name}
          </Link>
        </h3>
        {licence.authors.length > 0 && <p>{t.avatars.by(format.list(licence.authors))}</p>}
        <p>
          {t.avatars.sharedBy} <OwnerLink owner={avatar.owner} />
        </p>
        <p className="avatar-facts">
          {t.avatars.facts(format.twoDigits(facts.heightM), format.number(facts.triangleCount))}
        </p>
        {licence.licenceUrl !== null && isWebAddress(licence.licenceUrl) && (
          <p>
            <a href={licence.licenceUrl} target="_blank" rel="noreferrer noopener">
              {t.avatars.licence}
            </a>
            {licence.creditNotation === "required" && ` · ${t.avatars.credit}`}
          </p>
        )}
      </div>
      <LikeButton
        target={{ kind: "avatar", id: avatar.id }}
        name={avatar.name}
        listedCount={avatar.likeCount}
      />
      <Wear avatar={avatar} isHeld={isHeld} isBesideSale={isBesideSale} />
    </article>
  );
}

function Wear({ avatar, isHeld, isBesideSale }: Required<CardProps>) {
  const { t } = useLanguage();
  const user = useUser();
  const { id, name, listing } = avatar;
  switch (wearableBy(avatar, user.id, isHeld)) {
    case "anybody":
      return <WearButton avatarId={id} name={name} />;
    case "buyers":
      if (isBesideSale) return null;
      return listing?.isForSale ? (
        <Link className="button" to={thingHref({ id, kind: "avatar" })}>
          <CoinPrice count={listing.priceCoins} />
        </Link>
      ) : (
        <p className="hint avatar-locked">{t.store.onlyHolders}</p>
      );
    case "owner":
      return <p className="hint avatar-locked">{t.avatars.onlyOwner}</p>;
  }
}

/** The built-in figure: what one wears who wears nothing else. */
export function StandInCard() {
  const { t } = useLanguage();
  return (
    <article className="card avatar-card">
      <svg className="avatar-portrait" viewBox="0 0 120 120" aria-hidden="true">
        <rect width="120" height="120" fill="#e4efe9" />
        <ellipse cx="60" cy="111" rx="27" ry="5" fill="#c9dcd3" />
        <path d="M36 104c-2-22 8-40 24-40s26 18 24 40c-8 6-40 6-48 0z" fill="#58b3a3" />
        <path d="M46 70c8 7 20 7 28 0" fill="none" stroke="#36897b" strokeWidth="8" strokeLinecap="round" />
        <circle cx="60" cy="43" r="24" fill="#fbe4cf" />
        <path d="M36 42a24 24 0 0 1 48 0c-10-1-16-6-19-12-6 8-17 12-29 12z" fill="#3c4a47" />
        <circle cx="51.5" cy="47" r="2.7" fill="#2e2a26" />
        <circle cx="68.5" cy="47" r="2.7" fill="#2e2a26" />
        <circle cx="46" cy="54" r="3.4" fill="#f3b8a2" opacity="0.8" />
        <circle cx="74" cy="54" r="3.4" fill="#f3b8a2" opacity="0.8" />
      </svg>
      <div className="avatar-text">
        <h3>{t.avatars.standIn}</h3>
        <p>{t.avatars.standInHint}</p>
      </div>
      <WearButton avatarId={null} name={t.avatars.standIn} />
    </article>
  );
}

/** The address was written by whoever made the file. */
function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
