CREATE TABLE "asset_variants" (
	"asset_id" text NOT NULL,
	"profile" text NOT NULL,
	"level" text NOT NULL,
	"object_key" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "asset_variants_asset_id_profile_level_pk" PRIMARY KEY("asset_id","profile","level")
);
--> statement-breakpoint
CREATE TABLE "blocked_files" (
	"sha256" text PRIMARY KEY NOT NULL,
	"asset_id" text NOT NULL,
	"blocked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "jobs_waiting";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "task" text DEFAULT 'check' NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "turn_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "assets" ADD COLUMN "upload_sha256" text;--> statement-breakpoint
ALTER TABLE "assets" ADD COLUMN "figure_key" text;--> statement-breakpoint
ALTER TABLE "asset_variants" ADD CONSTRAINT "asset_variants_asset_id_assets_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."assets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "asset_variants_object" ON "asset_variants" USING btree ("object_key");--> statement-breakpoint
CREATE INDEX "jobs_upload" ON "jobs" USING btree ("upload_id");--> statement-breakpoint
CREATE INDEX "assets_object" ON "assets" USING btree ("object_key");--> statement-breakpoint
CREATE INDEX "assets_thumbnail" ON "assets" USING btree ("thumbnail_key");--> statement-breakpoint
CREATE INDEX "assets_figure" ON "assets" USING btree ("figure_key");--> statement-breakpoint
CREATE INDEX "jobs_waiting" ON "jobs" USING btree ("task","turn_at") WHERE "jobs"."finished_at" IS NULL;