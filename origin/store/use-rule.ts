// Who may wear an avatar, or use an item or accessory: its owner, whoever has it, and everybody else where its licence says so and it
// is nothing that is sold. Pure.

import type { VrmLicence } from "../../shared/schema/asset.ts";

/** What is for sale, or was and somebody bought it, is for those who have it. One that nobody bought and that is sold no more is not. */
export type Sale = { readonly isForSale: boolean; readonly soldCount: number };

/** Whether it takes neither owning nor having it. `licence` null is a file that carries none, `sale` null one that was never sold. */
export function isForEverybody(licence: VrmLicence | null, sale: Sale | null): boolean {
  return !isSold(sale) && (licence === null || licence.avatarPermission === "everyone");
}

export function isSold(sale: Sale | null): boolean {
  return sale !== null && (sale.isForSale || sale.soldCount > 0);
}

/** Whether its licence lets others have it at all: selling it licenses those who buy it, one by one. */
export function isLicensable(licence: VrmLicence | null): boolean {
  return licence === null || licence.avatarPermission !== "onlyAuthor";
}
