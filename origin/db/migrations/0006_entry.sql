CREATE TABLE "entry_queue" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"target_id" text NOT NULL,
	"latencies" jsonb NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "entry_queue_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "capacity" integer;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "event_id" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "presence_for" text DEFAULT 'friends' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "joinable_by" text DEFAULT 'friends' NOT NULL;--> statement-breakpoint
ALTER TABLE "entry_queue" ADD CONSTRAINT "entry_queue_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_queue_order" ON "entry_queue" USING btree ("kind","target_id","entered_at","id");--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE set null ON UPDATE no action;