ALTER TABLE "earnings" ADD COLUMN "exchange_count" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- What was redeemed before is told, too.
INSERT INTO "earnings" ("transaction_id", "user_id", "sale", "unit", "gross_amount", "exchange_count", "share_percent", "amount", "earned_at", "matures_at")
SELECT t."id", a."owner_id", 'store', 'coin', 0, 1, 0, 0, t."at", t."at"
FROM "ledger_transactions" t
JOIN "ledger_entries" e ON e."transaction_id" = t."id"
JOIN "ledger_accounts" a ON a."id" = e."account_id"
WHERE t."kind" = 'exchange.redeemed' AND a."kind" = 'exchange-redeemed';
