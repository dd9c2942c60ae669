import { describe, expect, test } from "bun:test";
import { en } from "../../../../edge/web/i18n/en.ts";
import { ja } from "../../../../edge/web/i18n/ja.ts";
import { refusalCode } from "../../../../edge/web/upload/post-form.ts";
import {
  afterStatus,
  contentTypeFor,
  fileFault,
  shareDone,
  type UploadState,
} from "../../../../edge/web/upload/upload-state.ts";
import { AVATAR_FILE_MAX_BYTES } from "../../../../shared/schema/avatar-limits.ts";
import { uploadIdSchema } from "../../../../shared/schema/ids.ts";
import { uploadLimitsSchema } from "../../../../shared/schema/upload.ts";

const rules = uploadLimitsSchema.parse({}).kinds;
const file = new File(["x"], "me.vrm");
const status = {
  uploadId: uploadIdSchema.parse("upl_0123456789abcdefghjkmnpqrs"),
  progress: null,
  findings: [],
} as const;

describe("a chosen file", () => {
  test("may be a VRM by name and size, whatever the case of its ending", () => {
    expect(fileFault({ name: "Me.VRM", size: 10 }, rules.avatar)).toBeNull();
    expect(fileFault({ name: "me.vrm", size: AVATAR_FILE_MAX_BYTES }, rules.avatar)).toBeNull();
  });

  test("that cannot be one is told what is wrong with it, the limit with it", () => {
    expect(fileFault({ name: "me.vrm.png", size: 10 }, rules.avatar)).toBe("name");
    expect(fileFault({ name: "me.vrm", size: 0 }, rules.avatar)).toBe("empty");
    expect(fileFault({ name: "me.vrm", size: AVATAR_FILE_MAX_BYTES + 1 }, rules.avatar)).toBe("too-large");
    for (const words of [en, ja]) {
      const said = (["name", "empty", "too-large"] as const).map((fault) =>
        words.upload.unfit[fault](".vrm", "100 MB"),
      );
      expect(new Set(said).size).toBe(3);
      for (const sentence of said) {
        expect(sentence).toContain("100 MB");
        expect(sentence).toContain(".vrm");
      }
    }
  });
});

test("a file goes by the type its browser knows, or by the first its kind may have", () => {
  expect(contentTypeFor({ type: "image/jpeg" }, rules.image)).toBe("image/jpeg");
  expect(contentTypeFor({ type: "" }, rules.avatar)).toBe("model/gltf-binary");
  expect(contentTypeFor({ type: "text/html" }, rules.worldBundle)).toBe("application/vnd.unity");
});

describe("an upload under way", () => {
  test("goes on while it is validated, and ends in what the pipeline says", () => {
    expect(afterStatus(file, { ...status, kind: "avatar", findings: [], status: "VALIDATING" }).name).toBe(
      "processing",
    );
    expect(afterStatus(file, { ...status, kind: "avatar", findings: [], status: "ERROR" }).name).toBe(
      "refused",
    );
  });

  test("shows a share that never runs backwards", () => {
    const progress = (stepsDone: number) => ({ step: "scan", stepsDone, stepsTotal: 4 });
    const life: UploadState[] = [
      { name: "sending", file, sentBytes: 0, totalBytes: 100 },
      { name: "sending", file, sentBytes: 60, totalBytes: 100 },
      { name: "sending", file, sentBytes: 100, totalBytes: 100 },
      { name: "processing", file, progress: null },
      ...[0, 1, 2, 3, 4].map((done) => ({ name: "processing", file, progress: progress(done) }) as const),
    ];
    const shares = life.map((state) => shareDone(state) ?? Number.NaN);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBe(1);
  });
});

test("the code of S3's error document is found, and nothing in other answers", () => {
  expect(refusalCode("<Error><Code>EntityTooLarge</Code><Message>…</Message></Error>")).toBe(
    "EntityTooLarge",
  );
  expect(refusalCode("<html>502</html>")).toBeNull();
});
