CREATE TABLE "notices" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text,
	"text" text NOT NULL,
	"by_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notices_id_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "closes_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_by" ON "notices" USING btree ("by_id","created_at");--> statement-breakpoint
CREATE INDEX "notices_at" ON "notices" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "rooms_closing" ON "rooms" USING btree ("closes_at") WHERE "rooms"."closed_at" IS NULL AND "rooms"."closes_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "rooms_open_event" ON "rooms" USING btree ("event_id") WHERE "rooms"."closed_at" IS NULL AND "rooms"."event_id" IS NOT NULL;