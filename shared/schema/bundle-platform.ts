// Where worlds that are made in Unity run.

import * as z from "zod";

/** Where a Unity AssetBundle runs; one is built for each. */
export const bundlePlatformSchema = z.enum(["windows", "mac", "ios", "android"]);
export type BundlePlatform = z.infer<typeof bundlePlatformSchema>;
