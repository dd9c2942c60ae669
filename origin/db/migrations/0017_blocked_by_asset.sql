ALTER TABLE "blocked_files" DROP CONSTRAINT "blocked_files_pkey";--> statement-breakpoint
ALTER TABLE "blocked_files" ADD CONSTRAINT "blocked_files_sha256_asset_id_pk" PRIMARY KEY("sha256","asset_id");--> statement-breakpoint
-- Of assets with the same bytes, only the first that was taken down had a row.
INSERT INTO "blocked_files" ("sha256", "asset_id", "blocked_at")
SELECT COALESCE("upload_sha256", "sha256"), "id", "taken_down_at" FROM "assets" WHERE "taken_down_at" IS NOT NULL
ON CONFLICT DO NOTHING;
