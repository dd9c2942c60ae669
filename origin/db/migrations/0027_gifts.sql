CREATE TABLE "gift_kinds" (
	"id" text PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"coin_count" integer NOT NULL,
	"effect" text NOT NULL,
	"seconds" integer NOT NULL,
	"is_for_sale" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gifts" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"kind_id" text NOT NULL,
	"from_id" text,
	"to_id" text,
	"event_id" text NOT NULL,
	"room_id" text NOT NULL,
	"coin_count" integer NOT NULL,
	"earned_count" integer NOT NULL,
	"text" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text,
	"request_hash" text,
	CONSTRAINT "gifts_earned" CHECK ("gifts"."earned_count" BETWEEN 0 AND "gifts"."coin_count")
);
--> statement-breakpoint
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_kind_id_gift_kinds_id_fk" FOREIGN KEY ("kind_id") REFERENCES "public"."gift_kinds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_from_id_users_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_to_id_users_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "gifts_idempotency" ON "gifts" USING btree ("from_id","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "gifts_of_event" ON "gifts" USING btree ("event_id","seq");--> statement-breakpoint
CREATE INDEX "gifts_to" ON "gifts" USING btree ("to_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "gifts_from" ON "gifts" USING btree ("from_id","created_at");
