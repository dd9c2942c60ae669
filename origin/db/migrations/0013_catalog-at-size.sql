CREATE TABLE "tag_counts" (
	"kind" text PRIMARY KEY NOT NULL,
	"counts" jsonb NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "catalog_name_terms" ON "catalog_entries" USING gin ("name_terms");--> statement-breakpoint
CREATE INDEX "catalog_tag_terms" ON "catalog_entries" USING gin ("tag_terms");--> statement-breakpoint
CREATE INDEX "catalog_best" ON "catalog_entries" USING btree ("kind","popularity" DESC NULLS FIRST,"created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "catalog_entries"."visibility" = 'public';--> statement-breakpoint
CREATE INDEX "catalog_best_of_all" ON "catalog_entries" USING btree ("popularity" DESC NULLS FIRST,"created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "catalog_entries"."visibility" = 'public' AND "catalog_entries"."index_version" > 0;--> statement-breakpoint
CREATE INDEX "events_on" ON "events" USING gist (tstzrange("starts_at", greatest("starts_at", "ends_at")));--> statement-breakpoint
CREATE INDEX "events_world" ON "events" USING btree ("world_id","ends_at");--> statement-breakpoint
CREATE INDEX "visits_here" ON "visits" USING btree ("user_id") WHERE "visits"."left_at" IS NULL;