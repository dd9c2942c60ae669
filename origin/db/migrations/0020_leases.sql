CREATE TABLE "host_watch" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"up_since_at" timestamp (3) with time zone NOT NULL,
	"last_pass_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_kept" (
	"room_id" text PRIMARY KEY NOT NULL,
	"epoch" integer NOT NULL,
	"snapshot" text NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_suspects" (
	"room_id" text NOT NULL,
	"host_id" text NOT NULL,
	"heirs" jsonb NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "room_suspects_room_id_host_id_pk" PRIMARY KEY("room_id","host_id")
);
--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "heirs" jsonb;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "beat_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "started_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "state" text DEFAULT 'speaking' NOT NULL;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "lost_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "room_kept" ADD CONSTRAINT "room_kept_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_suspects" ADD CONSTRAINT "room_suspects_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "room_suspects_host" ON "room_suspects" USING btree ("host_id");