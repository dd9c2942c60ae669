// Removes what is under a key, whatever it is.

import type { ObjectLocation, ObjectStore } from "./object-store.ts";

/** One that is not there is gone already. Throws what the store throws. */
export async function removeObject(store: ObjectStore, location: ObjectLocation): Promise<void> {
  const object = await store.head(location);
  if (object !== null) await store.remove(location, object.etag);
}
