// What AssetBundles are built for. Names are the same in every language.

import type { BundlePlatform } from "../../../shared/schema/bundle-platform.ts";

export const PLATFORM_NAMES: Readonly<Record<BundlePlatform, string>> = {
  windows: "Windows",
  mac: "Mac",
  ios: "iOS",
  android: "Android",
};
