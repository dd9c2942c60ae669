ALTER TABLE "reservations" ADD COLUMN "seat" text DEFAULT 'visible' NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "ghost_count" integer DEFAULT 0 NOT NULL;