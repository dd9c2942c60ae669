CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject","seq");--> statement-breakpoint
CREATE INDEX "stripe_events_order" ON "stripe_events" USING btree (("payload" #>> '{data,object,metadata,order}'));--> statement-breakpoint
CREATE INDEX "stripe_events_payment" ON "stripe_events" USING btree (("payload" #>> '{data,object,payment_intent}'));--> statement-breakpoint
CREATE INDEX "disputes_open" ON "disputes" USING btree ("order_id") WHERE "disputes"."state" = 'open';--> statement-breakpoint
CREATE INDEX "orders_newest" ON "orders" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "refunds_failed" ON "refunds" USING btree ("order_id") WHERE "refunds"."state" = 'failed';