import { expect, test } from "bun:test";
import { withRoleKeys } from "../../../../origin/ugc/lambda/role-env.ts";

const ROLE = {
  AWS_ACCESS_KEY_ID: "ASIA",
  AWS_SECRET_ACCESS_KEY: "s",
  AWS_SESSION_TOKEN: "t",
  AWS_REGION: "ap-northeast-1",
};

test("a function that is told no keys has its role's, whole", () => {
  expect(withRoleKeys({ ...ROLE, S3_ACCESS_KEY_ID: "", S3_ENDPOINT: "https://s3" })).toMatchObject({
    S3_ACCESS_KEY_ID: "ASIA",
    S3_SECRET_ACCESS_KEY: "s",
    S3_SESSION_TOKEN: "t",
    S3_REGION: "ap-northeast-1",
    S3_ENDPOINT: "https://s3",
  });
});

test("of keys of its own none is mixed with the role's", () => {
  const own = { S3_ACCESS_KEY_ID: "own", S3_SECRET_ACCESS_KEY: "secret", S3_REGION: "auto" };
  const env = withRoleKeys({ ...ROLE, ...own });
  expect(env).toMatchObject(own);
  expect(env["S3_SESSION_TOKEN"]).toBeUndefined();
});
