import { expect, test } from "bun:test";
import { DEVICE_MAX_CHARS, deviceOf } from "../../../edge/auth/device.ts";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0 Safari/537.36`, "Chrome on Windows"],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0`,
    "Edge on Windows",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/140.0 Mobile Safari/537.36`,
    "Chrome on Android",
  ],
  [
    `Mozilla/5.0 (X11; Linux x86_64; Quest 3) ${WEBKIT} OculusBrowser/40.0 Chrome/140.0 VR Safari/537.36`,
    "Meta Quest Browser on Meta Quest",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
    "Safari on macOS",
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/140.0 Safari/537.36`, "Chrome on Linux"],
  ["Mozilla/5.0 (Windows NT 10.0) SomethingNew/1.0", "Windows"],
  ["Mozilla/5.0 (compatible)", ""],
  ["Hiroba-Unity/1.4 (anything)", "Hiroba-Unity 1.4"],
  ["curl/8.9.1", "curl 8.9.1"],
  ["Bun/1.4.5", "Bun 1.4.5"],
  ["", ""],
  [undefined, ""],
  ["広場", ""],
  ["\u0000<script>", ""],
])("%p is %p", (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

test("however long it is, what is kept of it is short", () => {
  expect(deviceOf("x".repeat(5_000)).length).toBe(DEVICE_MAX_CHARS);
});
