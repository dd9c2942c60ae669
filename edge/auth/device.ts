// What somebody will know a session by in a list: "Firefox on Windows". A hint for its owner's eyes and nothing else, so a
// handful of names will do; whoever wants better names itself with a product token, such as `Hiroba-Unity/1.4`.

export const DEVICE_MAX_CHARS = 64;

/** Looked for in this order: each later one is named in the earlier ones' text too. */
const BROWSERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bOculusBrowser\//, "Meta Quest Browser"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(HeadlessChrome|Chrome|CriOS)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bQuest\b/, "Meta Quest"],
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** From User-Agent (RFC 9110 §10.1.5); "" where it says nothing. At most DEVICE_MAX_CHARS of visible ASCII. */
export function deviceOf(userAgent: string | undefined): string {
  const text = (userAgent ?? "").slice(0, 1024);
  const browser = BROWSERS.find(([pattern]) => pattern.test(text))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(text))?.[1];
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
  // Every browser calls itself that.
  if (text.startsWith("Mozilla/")) return system ?? "";
  const [, product = "", version = ""] = /^([\x21-\x2e\x30-\x7e]+)(?:\/([\w.]+))?/.exec(text) ?? [];
  return `${product} ${version}`.trim().slice(0, DEVICE_MAX_CHARS);
}
