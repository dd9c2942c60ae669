CREATE TABLE "engine_units" (
	"region" text NOT NULL,
	"engine_id" text NOT NULL,
	"told" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"available_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "engine_units_region_engine_id_pk" PRIMARY KEY("region","engine_id")
);
--> statement-breakpoint
CREATE TABLE "engine_wants" (
	"region" text PRIMARY KEY NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "engine_id" text;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "placement" text DEFAULT 'spread' NOT NULL;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "seat" text DEFAULT 'visible' NOT NULL;