/** The tables of payments, in the order they came to be. A step is never edited once released. */
export const PAYMENT_TABLES: readonly string[] = [
  `CREATE TABLE payees (
     number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
     book TEXT NOT NULL, customer_id TEXT NOT NULL, client_id TEXT NOT NULL, consent_id TEXT,
     name TEXT NOT NULL, refs TEXT NOT NULL, extra TEXT NOT NULL, content_hash TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'rejected', 'deleted', 'expired')),
     created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, act_at INTEGER, changed INTEGER NOT NULL) STRICT;
   CREATE INDEX payees_by_mandate ON payees (customer_id, client_id, number);
   CREATE INDEX payees_by_content ON payees (customer_id, client_id, content_hash);
   CREATE INDEX payees_due ON payees (act_at) WHERE act_at IS NOT NULL;

   CREATE TABLE payment_orders (
     number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
     kind TEXT NOT NULL CHECK (kind IN ('payment', 'transfer')),
     book TEXT NOT NULL, customer_id TEXT NOT NULL, client_id TEXT NOT NULL, consent_id TEXT, reference TEXT,
     from_account_id TEXT NOT NULL REFERENCES ledger_accounts (id), payee_id TEXT REFERENCES payees (id),
     to_account_id TEXT REFERENCES ledger_accounts (id),
     amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), currency TEXT NOT NULL,
     due_day TEXT NOT NULL, due_at INTEGER NOT NULL, payee_reference TEXT, memo TEXT, extra TEXT NOT NULL,
     standing_order_id TEXT, occurrence INTEGER,
     state TEXT NOT NULL
       CHECK (state IN ('scheduled', 'processing', 'processed', 'failed', 'no-funds', 'cancelled')),
     failure TEXT, created_at INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER,
     posting_set_id TEXT REFERENCES posting_sets (id), act_at INTEGER, changed INTEGER NOT NULL,
     CHECK ((kind = 'payment') = (payee_id IS NOT NULL)), CHECK ((kind = 'transfer') = (to_account_id IS NOT NULL)),
     CHECK ((state = 'processed') = (posting_set_id IS NOT NULL))) STRICT;
   CREATE INDEX payment_orders_by_mandate ON payment_orders (customer_id, client_id, kind, number);
   CREATE UNIQUE INDEX payment_orders_by_reference ON payment_orders (customer_id, client_id, kind, reference)
     WHERE reference IS NOT NULL;
   CREATE UNIQUE INDEX payment_orders_by_posting_set ON payment_orders (posting_set_id);
   CREATE INDEX payment_orders_by_standing_order ON payment_orders (standing_order_id, number)
     WHERE standing_order_id IS NOT NULL;
   CREATE INDEX payment_orders_due ON payment_orders (act_at, number) WHERE act_at IS NOT NULL;
   CREATE INDEX payment_orders_waiting ON payment_orders (from_account_id, due_at, number)
     WHERE state IN ('scheduled', 'processing');
   CREATE INDEX payment_orders_waiting_for_payee ON payment_orders (payee_id)
     WHERE state IN ('scheduled', 'processing');
   CREATE INDEX payment_orders_waiting_by_consent ON payment_orders (consent_id) WHERE state = 'scheduled';
   CREATE INDEX payment_orders_alike ON payment_orders (from_account_id, payee_id, due_day, amount_minor, created_at);

   CREATE TABLE standing_orders (
     number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
     book TEXT NOT NULL, customer_id TEXT NOT NULL, client_id TEXT NOT NULL, consent_id TEXT,
     from_account_id TEXT NOT NULL REFERENCES ledger_accounts (id), payee_id TEXT NOT NULL REFERENCES payees (id),
     amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), currency TEXT NOT NULL, payee_reference TEXT,
     frequency TEXT NOT NULL, times INTEGER CHECK (times > 0), first_day TEXT NOT NULL,
     first_occurrence INTEGER NOT NULL, laid_out INTEGER NOT NULL, calendar TEXT NOT NULL, extra TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('scheduled', 'processed', 'failed', 'cancelled')),
     created_at INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER, changed INTEGER NOT NULL) STRICT;
   CREATE INDEX standing_orders_by_mandate ON standing_orders (customer_id, client_id, number);
   CREATE INDEX standing_orders_by_consent ON standing_orders (consent_id) WHERE state = 'scheduled';
   CREATE INDEX standing_orders_alike ON standing_orders (from_account_id, payee_id, first_day, amount_minor, created_at);
   CREATE INDEX standing_orders_for_payee ON standing_orders (payee_id) WHERE state = 'scheduled';

   CREATE TABLE initiation_parties (
     number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
     book TEXT NOT NULL, customer_id TEXT NOT NULL, client_id TEXT NOT NULL, consent_id TEXT,
     details TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
   CREATE INDEX initiation_parties_by_mandate ON initiation_parties (customer_id, client_id, number);
   CREATE TABLE payment_methods (
     id TEXT PRIMARY KEY, party_id TEXT NOT NULL REFERENCES initiation_parties (id) ON DELETE CASCADE,
     details TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX payment_methods_by_party ON payment_methods (party_id);

   -- Every change of a payee or order, so that whoever knows the last one it heard of can ask for those since.
   CREATE TABLE payment_changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, subject_id TEXT NOT NULL) STRICT;

   CREATE TABLE payment_keys (
     client_id TEXT NOT NULL, consent_id TEXT NOT NULL, operation TEXT NOT NULL, key TEXT NOT NULL,
     content_hash TEXT NOT NULL, subject_id TEXT NOT NULL, at INTEGER NOT NULL,
     PRIMARY KEY (client_id, consent_id, operation, key)) STRICT, WITHOUT ROWID;
   CREATE INDEX payment_keys_by_time ON payment_keys (at);`,
  'ALTER TABLE payment_orders ADD COLUMN split TEXT;',
]
