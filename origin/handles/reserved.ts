// Handles that would speak for the house, or read like a path of it: nobody's, however they are spelled.

import { skeletonOf } from "./skeleton.ts";

const RESERVED: ReadonlySet<string> = new Set(
  [
    ...["admin", "administrator", "mod", "moderator", "moderation", "staff", "official", "system", "root"],
    ...["support", "help", "security", "hiroba", "server", "operator", "owner", "team", "everyone", "nobody"],
    ...["api", "me", "account", "settings", "login", "signin", "null", "undefined"],
    ...["広場", "ひろば", "運営", "管理人", "管理者", "公式", "公式アカウント", "スタッフ", "サポート"],
  ].map(skeletonOf),
);

export function isReserved(handle: string): boolean {
  return RESERVED.has(skeletonOf(handle));
}
