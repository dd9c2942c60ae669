CREATE TABLE "exchange_lots" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"issued_count" integer NOT NULL,
	"left_count" integer NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"transaction_id" bigint NOT NULL,
	CONSTRAINT "exchange_lots_left" CHECK ("exchange_lots"."left_count" BETWEEN 0 AND "exchange_lots"."issued_count")
);
--> statement-breakpoint
CREATE TABLE "holdings" (
	"holder_id" text NOT NULL,
	"asset_id" text NOT NULL,
	"got" text NOT NULL,
	"from_id" text,
	"note" text DEFAULT '' NOT NULL,
	"purchase_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "holdings_holder_id_asset_id_pk" PRIMARY KEY("holder_id","asset_id")
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"asset_id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"kind" text NOT NULL,
	"price_coins" integer NOT NULL,
	"number_max" integer,
	"sold_count" integer DEFAULT 0 NOT NULL,
	"takes_exchange_tickets" boolean NOT NULL,
	"is_for_sale" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "listings_price" CHECK ("listings"."price_coins" > 0),
	CONSTRAINT "listings_not_oversold" CHECK ("listings"."sold_count" BETWEEN 0 AND coalesce("listings"."number_max", "listings"."sold_count"))
);
--> statement-breakpoint
CREATE TABLE "purchases" (
	"id" text PRIMARY KEY NOT NULL,
	"buyer_id" text NOT NULL,
	"holder_id" text NOT NULL,
	"creator_id" text NOT NULL,
	"asset_id" text NOT NULL,
	"asset_name" text NOT NULL,
	"pay_with" text NOT NULL,
	"price_coins" integer NOT NULL,
	"share_percent" smallint,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exchange_lots" ADD CONSTRAINT "exchange_lots_transaction_id_ledger_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."ledger_transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_holder_id_users_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_asset_id_assets_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."assets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holdings" ADD CONSTRAINT "holdings_from_id_users_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_asset_id_assets_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."assets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exchange_lots_user" ON "exchange_lots" USING btree ("user_id") WHERE "exchange_lots"."left_count" > 0;--> statement-breakpoint
CREATE INDEX "exchange_lots_expiry" ON "exchange_lots" USING btree ("expires_at") WHERE "exchange_lots"."left_count" > 0;--> statement-breakpoint
CREATE INDEX "holdings_newest" ON "holdings" USING btree ("holder_id","created_at" DESC NULLS FIRST,"asset_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "holdings_asset" ON "holdings" USING btree ("asset_id");--> statement-breakpoint
CREATE INDEX "holdings_from" ON "holdings" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "listings_newest" ON "listings" USING btree ("created_at" DESC NULLS FIRST,"asset_id" DESC NULLS FIRST) WHERE "listings"."is_for_sale";--> statement-breakpoint
CREATE INDEX "listings_newest_of_kind" ON "listings" USING btree ("kind","created_at" DESC NULLS FIRST,"asset_id" DESC NULLS FIRST) WHERE "listings"."is_for_sale";--> statement-breakpoint
CREATE INDEX "listings_cheapest" ON "listings" USING btree ("price_coins","asset_id") WHERE "listings"."is_for_sale";--> statement-breakpoint
CREATE INDEX "listings_cheapest_of_kind" ON "listings" USING btree ("kind","price_coins","asset_id") WHERE "listings"."is_for_sale";--> statement-breakpoint
CREATE INDEX "listings_cheapest_of_owner" ON "listings" USING btree ("owner_id","price_coins","asset_id") WHERE "listings"."is_for_sale";--> statement-breakpoint
CREATE INDEX "listings_of_owner" ON "listings" USING btree ("owner_id","created_at" DESC NULLS FIRST,"asset_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "purchases_idempotency" ON "purchases" USING btree ("buyer_id","idempotency_key");
--> statement-breakpoint
CREATE TRIGGER "books_are_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "purchases" FOR EACH STATEMENT EXECUTE FUNCTION "books_are_append_only"();
--> statement-breakpoint
ALTER TABLE "purchases" ENABLE ALWAYS TRIGGER "books_are_append_only";
--> statement-breakpoint
CREATE TRIGGER "books_are_append_only" BEFORE DELETE OR TRUNCATE ON "exchange_lots" FOR EACH STATEMENT EXECUTE FUNCTION "books_are_append_only"();
--> statement-breakpoint
ALTER TABLE "exchange_lots" ENABLE ALWAYS TRIGGER "books_are_append_only";
