ALTER TABLE "assets" ALTER COLUMN "thumbnail_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "assets" ALTER COLUMN "licence" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "platform" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "uploads" SET "expires_at" = "created_at" + interval '15 minutes';--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "expires_at" SET NOT NULL;--> statement-breakpoint
UPDATE "assets" SET "facts" = "facts" || '{"format":"vrm"}';--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "multipart" jsonb;--> statement-breakpoint
CREATE INDEX "uploads_open" ON "uploads" USING btree ("expires_at") WHERE "uploads"."status" = 'VALIDATING';