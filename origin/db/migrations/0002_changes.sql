CREATE TABLE "changes" (
	"xid" bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL,
	"seq" bigserial NOT NULL,
	"tags" text[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "changes_xid_seq_pk" PRIMARY KEY("xid","seq")
);
--> statement-breakpoint
CREATE INDEX "changes_at" ON "changes" USING btree ("at");