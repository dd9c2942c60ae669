ALTER TABLE "events" ADD COLUMN "avatar_floor" jsonb;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "variants" jsonb;