import { expect, test } from "bun:test";
import { createAvatarFiles, readExactly } from "../../../../edge/web/room/avatar-files.ts";
import { assetIdSchema } from "../../../../shared/schema/ids.ts";

const chunks = (...sizes: number[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const size of sizes) controller.enqueue(new Uint8Array(size).fill(size));
        controller.close();
      },
    }),
  );

test("a body of the announced size is read whole, in whatever chunks it comes", async () => {
  expect([...new Uint8Array(await readExactly(chunks(1, 3, 2), 6))]).toEqual([1, 3, 3, 3, 2, 2]);
});

test("a body that is longer or shorter than announced is refused", async () => {
  await expect(readExactly(chunks(4, 4), 6)).rejects.toThrow("more than the 6 bytes");
  await expect(readExactly(chunks(4), 6)).rejects.toThrow("4 bytes instead of 6");
});

test("two files are fetched at a time, and each that ends lets one more begin", async () => {
  const waiting: ((answer: Response) => void)[] = [];
  const files = createAvatarFiles(
    Object.assign(() => new Promise<Response>((resolve) => waiting.push(resolve)), { preconnect: () => {} }),
  );
  const avatar = {
    id: assetIdSchema.parse("ast_0123456789abcdefghjkmnpqrs"),
    url: "http://127.0.0.1/a.vrm",
    sha256: "",
    size: 1,
  };
  const asked = [1, 2, 3, 4].map(() => files.fetch(avatar, new AbortController().signal));
  await Bun.sleep(0);
  expect(waiting).toHaveLength(2);
  waiting[0]?.(new Response(null, { status: 404 }));
  await expect(asked[0]).rejects.toThrow("404");
  await Bun.sleep(0);
  expect(waiting).toHaveLength(3);
  for (let index = 1; index < 4; index++) {
    waiting[index]?.(new Response(null, { status: 404 }));
    await expect(asked[index]).rejects.toThrow("404");
    await Bun.sleep(0);
  }
});

test("an avatar larger than any may be is not even asked for", async () => {
  let asked = 0;
  const files = createAvatarFiles(
    Object.assign(
      () => {
        asked++;
        return Promise.resolve(new Response());
      },
      { preconnect: () => {} },
    ),
  );
  const avatar = {
    id: assetIdSchema.parse("ast_0123456789abcdefghjkmnpqrs"),
    url: "http://127.0.0.1/a.vrm",
    sha256: "",
    size: 101 * 1024 * 1024,
  };
  await expect(files.fetch(avatar, new AbortController().signal)).rejects.toThrow("bytes");
  expect(asked).toBe(0);
});
