CREATE TABLE "asset_versions" (
	"asset_id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"object_key" text NOT NULL,
	"sha256" text NOT NULL,
	"upload_sha256" text,
	"size_bytes" integer NOT NULL,
	"thumbnail_key" text,
	"figure_key" text,
	"licence" jsonb,
	"facts" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "asset_versions_asset_id_version_pk" PRIMARY KEY("asset_id","version")
);
--> statement-breakpoint
ALTER TABLE "asset_variants" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "asset_variants" DROP CONSTRAINT "asset_variants_asset_id_profile_level_pk";--> statement-breakpoint
ALTER TABLE "asset_variants" ADD CONSTRAINT "asset_variants_asset_id_version_profile_level_pk" PRIMARY KEY("asset_id","version","profile","level");--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "finding" jsonb;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "asset_version" integer;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "replaces" text;--> statement-breakpoint
ALTER TABLE "assets" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "assets" ADD COLUMN "version_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "asset_versions" ADD CONSTRAINT "asset_versions_asset_id_assets_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."assets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "asset_versions_object" ON "asset_versions" USING btree ("object_key");--> statement-breakpoint
CREATE INDEX "asset_versions_thumbnail" ON "asset_versions" USING btree ("thumbnail_key");--> statement-breakpoint
CREATE INDEX "asset_versions_figure" ON "asset_versions" USING btree ("figure_key");--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_replaces_assets_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."assets"("id") ON DELETE cascade ON UPDATE no action;