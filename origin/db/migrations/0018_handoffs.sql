CREATE TABLE "room_handoffs" (
	"room_id" text PRIMARY KEY NOT NULL,
	"from_host_id" text NOT NULL,
	"from_epoch" integer NOT NULL,
	"snapshot" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "room_handoffs" ADD CONSTRAINT "room_handoffs_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;