ALTER TABLE "rooms" ADD COLUMN "closes_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "rooms_closing" ON "rooms" USING btree ("closes_at") WHERE "rooms"."closed_at" IS NULL AND "rooms"."closes_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "rooms_open_event" ON "rooms" USING btree ("event_id") WHERE "rooms"."closed_at" IS NULL AND "rooms"."event_id" IS NOT NULL;