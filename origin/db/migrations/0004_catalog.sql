CREATE TABLE "catalog_entries" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"owner_id" text,
	"visibility" text NOT NULL,
	"name" text NOT NULL,
	"tags" text[] NOT NULL,
	"thumbnail" text,
	"until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"featured_at" timestamp (3) with time zone,
	"like_count" integer DEFAULT 0 NOT NULL,
	"popularity" smallint DEFAULT 0 NOT NULL,
	"terms" text[] NOT NULL,
	"name_terms" text[] NOT NULL,
	"tag_terms" text[] NOT NULL,
	"search_text" text NOT NULL,
	"index_version" integer NOT NULL,
	CONSTRAINT "catalog_entries_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE TABLE "ranking_snapshots" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"ranking" text NOT NULL,
	"ids" text[] NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "likes_target";--> statement-breakpoint
DROP INDEX "assets_newest";--> statement-breakpoint
DROP INDEX "worlds_newest";--> statement-breakpoint
ALTER TABLE "catalog_entries" ADD CONSTRAINT "catalog_entries_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalog_newest" ON "catalog_entries" USING btree ("kind","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "catalog_entries"."visibility" = 'public';--> statement-breakpoint
CREATE INDEX "catalog_liked" ON "catalog_entries" USING btree ("kind","like_count" DESC NULLS FIRST,"id") WHERE "catalog_entries"."visibility" = 'public';--> statement-breakpoint
CREATE INDEX "catalog_featured" ON "catalog_entries" USING btree ("kind","featured_at" DESC NULLS FIRST) WHERE "catalog_entries"."featured_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "catalog_terms" ON "catalog_entries" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "catalog_tags" ON "catalog_entries" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "catalog_owner" ON "catalog_entries" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "ranking_snapshots_newest" ON "ranking_snapshots" USING btree ("kind","ranking","made_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ranking_snapshots_age" ON "ranking_snapshots" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "likes_recent" ON "likes" USING btree ("kind","created_at");--> statement-breakpoint
CREATE INDEX "likes_user" ON "likes" USING btree ("user_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "visits_recent" ON "visits" USING btree ("joined_at");--> statement-breakpoint
CREATE INDEX "assets_newest" ON "assets" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "worlds_newest" ON "worlds" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "events" DROP COLUMN "like_count";--> statement-breakpoint
ALTER TABLE "events" DROP COLUMN "featured_at";--> statement-breakpoint
ALTER TABLE "worlds" DROP COLUMN "like_count";--> statement-breakpoint
ALTER TABLE "worlds" DROP COLUMN "featured_at";