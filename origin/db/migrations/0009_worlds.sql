CREATE TABLE "world_members" (
	"world_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "world_members_world_id_user_id_pk" PRIMARY KEY("world_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "world_versions" (
	"world_id" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"capacity" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"note" text NOT NULL,
	"author_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	CONSTRAINT "world_versions_world_id_number_pk" PRIMARY KEY("world_id","number")
);
--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "channel" text DEFAULT 'live' NOT NULL;--> statement-breakpoint
ALTER TABLE "worlds" ADD COLUMN "content" jsonb DEFAULT '{"glb":null,"bundles":{},"bgm":null}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "worlds" ADD COLUMN "descriptions" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "worlds" ADD COLUMN "live_version" integer DEFAULT 1;--> statement-breakpoint
ALTER TABLE "world_members" ADD CONSTRAINT "world_members_world_id_worlds_id_fk" FOREIGN KEY ("world_id") REFERENCES "public"."worlds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "world_members" ADD CONSTRAINT "world_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "world_versions" ADD CONSTRAINT "world_versions_world_id_worlds_id_fk" FOREIGN KEY ("world_id") REFERENCES "public"."worlds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "world_versions" ADD CONSTRAINT "world_versions_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "world_members_user" ON "world_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "world_versions_live" ON "world_versions" USING btree ("world_id") WHERE "world_versions"."state" = 'live';--> statement-breakpoint
CREATE UNIQUE INDEX "world_versions_beta" ON "world_versions" USING btree ("world_id") WHERE "world_versions"."state" = 'beta';