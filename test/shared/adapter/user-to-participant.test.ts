import { expect, test } from "bun:test";
import { toParticipant } from "../../../shared/adapter/user-to-participant.ts";
import { participantSchema } from "../../../shared/schema/room-spec.ts";
import { asset, user } from "./rows-under-test.ts";

test("a participant is a name, a role and an avatar: no language, no history", () => {
  const bare = toParticipant(user, null, "https://cdn.example");
  expect(bare).toEqual({ user: user.id, name: "みどり", role: "member", avatar: null });
  const dressed = toParticipant(user, asset, "https://cdn.example");
  expect(dressed.avatar).toEqual({
    id: asset.id,
    url: "https://cdn.example/avatars/0123.vrm",
    sha256: asset.sha256,
    size: 1234,
  });
  expect(participantSchema.parse(dressed)).toEqual(dressed);
});
