import { expect, test } from "bun:test";
import { wearableBy } from "../../../../edge/web/store/wearable.ts";
import { newId } from "../../../../shared/schema/ids.ts";

const owner = { id: newId("user"), displayName: "Maker" };
const other = newId("user");
const terms = { priceCoins: 200, numberMax: null, leftCount: null, takesExchangeTickets: false };
const FOR_SALE = { ...terms, isForSale: true, isForHolders: true };
const SOLD_BEFORE = { ...terms, isForSale: false, isForHolders: true };
const NEVER_SOLD = { ...terms, isForSale: false, isForHolders: false };

test("an avatar is worn by its owner and by whoever has it, and by anybody where its licence says so and it is not sold", () => {
  const cases = [
    ["everyone", null, "anybody"],
    ["everyone", NEVER_SOLD, "anybody"],
    ["everyone", FOR_SALE, "buyers"],
    ["everyone", SOLD_BEFORE, "buyers"],
    ["onlySeparatelyLicensedPerson", null, "owner"],
    ["onlySeparatelyLicensedPerson", FOR_SALE, "buyers"],
    ["onlyAuthor", NEVER_SOLD, "owner"],
  ] as const;
  for (const [avatarPermission, listing, whom] of cases) {
    const avatar = { owner, listing, licence: { avatarPermission } };
    expect(wearableBy(avatar, other, false)).toBe(whom);
    expect(wearableBy(avatar, other, true)).toBe("anybody");
    expect(wearableBy(avatar, owner.id, false)).toBe("anybody");
  }
});
