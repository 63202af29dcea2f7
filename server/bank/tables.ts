/** The bank's tables, in the order they came to be. A step is never edited once released. */
export const BANK_TABLES: readonly string[] = [
  `CREATE TABLE customers (
     id TEXT PRIMARY KEY, book TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
     name TEXT NOT NULL, trade_name TEXT, document TEXT NOT NULL, email TEXT, language TEXT,
     UNIQUE (book, document), CHECK (kind = 'company' OR language IS NOT NULL)) STRICT, WITHOUT ROWID;

   CREATE TABLE representatives (
     person_id TEXT NOT NULL REFERENCES customers (id), company_id TEXT NOT NULL REFERENCES customers (id),
     PRIMARY KEY (person_id, company_id)) STRICT, WITHOUT ROWID;

   CREATE TABLE logins (
     book TEXT NOT NULL, login TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES customers (id),
     password_hash TEXT NOT NULL, PRIMARY KEY (book, login)) STRICT, WITHOUT ROWID;

   CREATE TABLE login_failures (
     id INTEGER PRIMARY KEY, book TEXT NOT NULL, login TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE INDEX login_failures_by_login ON login_failures (book, login, at);
   CREATE INDEX login_failures_by_time ON login_failures (at);

   CREATE TABLE ledger_accounts (
     id TEXT PRIMARY KEY, book TEXT NOT NULL, currency TEXT NOT NULL CHECK (length(currency) = 3), purpose TEXT,
     closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
     available_minor INTEGER NOT NULL DEFAULT 0, blocked_minor INTEGER NOT NULL DEFAULT 0,
     invested_minor INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX ledger_accounts_of_the_house ON ledger_accounts (book, currency, purpose)
     WHERE purpose IS NOT NULL;

   CREATE TABLE posting_sets (
     id TEXT PRIMARY KEY, book TEXT NOT NULL, booked_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
     kind TEXT NOT NULL, narrative TEXT NOT NULL, reverses TEXT REFERENCES posting_sets (id),
     idempotency_key TEXT, content_hash TEXT) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX posting_sets_by_reversed ON posting_sets (reverses) WHERE reverses IS NOT NULL;
   CREATE UNIQUE INDEX posting_sets_by_key ON posting_sets (idempotency_key) WHERE idempotency_key IS NOT NULL;

   CREATE TABLE postings (
     id TEXT PRIMARY KEY, set_id TEXT NOT NULL REFERENCES posting_sets (id), position INTEGER NOT NULL,
     account_id TEXT NOT NULL REFERENCES ledger_accounts (id),
     bucket TEXT NOT NULL CHECK (bucket IN ('available', 'blocked', 'invested')),
     amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0), booked_at INTEGER NOT NULL,
     kind TEXT NOT NULL, narrative TEXT NOT NULL, counterparty TEXT,
     on_statement INTEGER NOT NULL CHECK (on_statement IN (0, 1))) STRICT, WITHOUT ROWID;
   CREATE INDEX postings_by_set ON postings (set_id, position);
   CREATE INDEX statement_lines ON postings (account_id, booked_at, id) WHERE on_statement = 1;
   CREATE INDEX statement_credits ON postings (account_id, booked_at, id)
     WHERE on_statement = 1 AND amount_minor > 0;
   CREATE INDEX statement_debits ON postings (account_id, booked_at, id)
     WHERE on_statement = 1 AND amount_minor < 0;

   CREATE TRIGGER postings_move_balances AFTER INSERT ON postings BEGIN
     UPDATE ledger_accounts SET
       available_minor = available_minor + CASE NEW.bucket WHEN 'available' THEN NEW.amount_minor ELSE 0 END,
       blocked_minor = blocked_minor + CASE NEW.bucket WHEN 'blocked' THEN NEW.amount_minor ELSE 0 END,
       invested_minor = invested_minor + CASE NEW.bucket WHEN 'invested' THEN NEW.amount_minor ELSE 0 END
     WHERE id = NEW.account_id;
   END;

   -- REPLACE deletes the row in its way without a delete trigger, so the insert itself has to refuse it.
   CREATE TRIGGER postings_are_not_replaced BEFORE INSERT ON postings
     WHEN EXISTS (SELECT 1 FROM postings WHERE id = NEW.id) BEGIN
     SELECT RAISE(ABORT, 'postings are never edited, only reversed');
   END;
   CREATE TRIGGER postings_are_not_updated BEFORE UPDATE ON postings BEGIN
     SELECT RAISE(ABORT, 'postings are never edited, only reversed');
   END;
   CREATE TRIGGER postings_are_not_deleted BEFORE DELETE ON postings BEGIN
     SELECT RAISE(ABORT, 'postings are never edited, only reversed');
   END;
   CREATE TRIGGER posting_sets_are_not_replaced BEFORE INSERT ON posting_sets
     WHEN EXISTS (SELECT 1 FROM posting_sets WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM posting_sets WHERE reverses = NEW.reverses)
       OR EXISTS (SELECT 1 FROM posting_sets WHERE idempotency_key = NEW.idempotency_key) BEGIN
     SELECT RAISE(ABORT, 'posting sets are never edited, only reversed');
   END;
   CREATE TRIGGER posting_sets_are_not_updated BEFORE UPDATE ON posting_sets BEGIN
     SELECT RAISE(ABORT, 'posting sets are never edited, only reversed');
   END;
   CREATE TRIGGER posting_sets_are_not_deleted BEFORE DELETE ON posting_sets BEGIN
     SELECT RAISE(ABORT, 'posting sets are never edited, only reversed');
   END;

   CREATE TABLE accounts (
     id TEXT PRIMARY KEY REFERENCES ledger_accounts (id), book TEXT NOT NULL,
     kind TEXT NOT NULL CHECK (kind IN ('current', 'savings', 'prepaid')),
     ownership TEXT NOT NULL CHECK (ownership IN ('individual', 'joint-all', 'joint-any')),
     holders TEXT NOT NULL, brand_name TEXT NOT NULL, bank_code TEXT NOT NULL, branch TEXT, number TEXT NOT NULL,
     check_digit TEXT NOT NULL, currency TEXT NOT NULL,
     status TEXT NOT NULL CHECK (status IN ('open', 'blocked', 'hidden', 'closed')),
     opened_at INTEGER NOT NULL, closed_at INTEGER, overdraft_limit_minor INTEGER CHECK (overdraft_limit_minor > 0),
     UNIQUE (book, number, check_digit)) STRICT, WITHOUT ROWID;

   CREATE TABLE account_holders (
     holder_id TEXT NOT NULL REFERENCES customers (id), rank INTEGER NOT NULL,
     account_id TEXT NOT NULL REFERENCES accounts (id),
     PRIMARY KEY (holder_id, rank), UNIQUE (holder_id, account_id)) STRICT, WITHOUT ROWID;

   CREATE TABLE seeded_books (book TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  'CREATE INDEX customers_by_name ON customers (name, id);',
  // What the generator made is told from what happened. A posting says so itself, so that no join is needed to ask.
  `ALTER TABLE customers ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));
   ALTER TABLE accounts ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));
   ALTER TABLE posting_sets ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));
   ALTER TABLE postings ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));`,
  // More kinds of account than the first ones, and what is agreed about them. SQLite can't widen a check where it stands.
  `CREATE TABLE holders_kept AS SELECT holder_id, rank, account_id FROM account_holders;
   DROP TABLE account_holders;
   CREATE TABLE accounts_wider (
     id TEXT PRIMARY KEY REFERENCES ledger_accounts (id), book TEXT NOT NULL, kind TEXT NOT NULL,
     ownership TEXT NOT NULL CHECK (ownership IN ('individual', 'joint-all', 'joint-any')),
     holders TEXT NOT NULL, brand_name TEXT NOT NULL, bank_code TEXT NOT NULL, branch TEXT, number TEXT NOT NULL,
     check_digit TEXT NOT NULL, currency TEXT NOT NULL,
     status TEXT NOT NULL CHECK (status IN ('open', 'blocked', 'hidden', 'closed')),
     opened_at INTEGER NOT NULL, closed_at INTEGER, overdraft_limit_minor INTEGER CHECK (overdraft_limit_minor > 0),
     origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated')),
     roles TEXT, nickname TEXT, product_name TEXT, product_id TEXT, parent_id TEXT,
     UNIQUE (book, number, check_digit)) STRICT, WITHOUT ROWID;
   INSERT INTO accounts_wider (id, book, kind, ownership, holders, brand_name, bank_code, branch, number, check_digit,
       currency, status, opened_at, closed_at, overdraft_limit_minor, origin)
     SELECT id, book, kind, ownership, holders, brand_name, bank_code, branch, number, check_digit,
       currency, status, opened_at, closed_at, overdraft_limit_minor, origin FROM accounts;
   DROP TABLE accounts;
   ALTER TABLE accounts_wider RENAME TO accounts;
   CREATE TABLE account_holders (
     holder_id TEXT NOT NULL REFERENCES customers (id), rank INTEGER NOT NULL,
     account_id TEXT NOT NULL REFERENCES accounts (id),
     PRIMARY KEY (holder_id, rank), UNIQUE (holder_id, account_id)) STRICT, WITHOUT ROWID;
   INSERT INTO account_holders (holder_id, rank, account_id) SELECT holder_id, rank, account_id FROM holders_kept;
   DROP TABLE holders_kept;
   ALTER TABLE postings ADD COLUMN facts TEXT;`,
  // What is agreed about an account, and nobody looks for by its parts, is kept whole; what is listed is kept by key.
  `CREATE TABLE cards (
     account_id TEXT PRIMARY KEY REFERENCES accounts (id), terms TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE contracts (
     account_id TEXT PRIMARY KEY REFERENCES accounts (id), terms TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE investments (
     account_id TEXT PRIMARY KEY REFERENCES accounts (id), terms TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE policies (
     account_id TEXT PRIMARY KEY REFERENCES accounts (id), terms TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE deposit_terms (
     account_id TEXT PRIMARY KEY REFERENCES accounts (id), terms TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE account_networks (
     account_id TEXT PRIMARY KEY REFERENCES accounts (id), terms TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE customer_contacts (
     customer_id TEXT PRIMARY KEY REFERENCES customers (id), terms TEXT NOT NULL) STRICT, WITHOUT ROWID;

   CREATE TABLE reward_programmes (
     id TEXT PRIMARY KEY, book TEXT NOT NULL, terms TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE reward_memberships (
     id TEXT PRIMARY KEY, programme_id TEXT NOT NULL REFERENCES reward_programmes (id),
     customer_id TEXT NOT NULL REFERENCES customers (id), terms TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX reward_memberships_by_customer ON reward_memberships (customer_id, programme_id);

   CREATE TABLE authorisations (
     id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts (id), at INTEGER NOT NULL,
     due_at INTEGER NOT NULL, kind TEXT NOT NULL, narrative TEXT NOT NULL,
     amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0), counterparty TEXT, facts TEXT,
     state TEXT NOT NULL CHECK (state IN ('pending', 'booked', 'released')), booked_set_id TEXT,
     origin TEXT NOT NULL CHECK (origin IN ('live', 'generated'))) STRICT, WITHOUT ROWID;
   CREATE INDEX authorisations_pending ON authorisations (account_id, at, id) WHERE state = 'pending';
   CREATE INDEX authorisations_due ON authorisations (due_at) WHERE state = 'pending';

   CREATE TABLE statements (
     account_id TEXT NOT NULL REFERENCES accounts (id), month TEXT NOT NULL, id TEXT NOT NULL UNIQUE,
     starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, opening_minor INTEGER NOT NULL,
     closing_minor INTEGER NOT NULL, line_count INTEGER NOT NULL,
     PRIMARY KEY (account_id, month)) STRICT, WITHOUT ROWID;`,
  // Forms that applications hand in. Those that the bank makes itself are added up and kept nowhere.
  `CREATE TABLE tax_forms (
     id TEXT PRIMARY KEY, book TEXT NOT NULL, customer_id TEXT NOT NULL REFERENCES customers (id),
     client_id TEXT NOT NULL, consent_id TEXT, account_id TEXT NOT NULL REFERENCES accounts (id),
     type TEXT NOT NULL, year INTEGER NOT NULL, details TEXT NOT NULL, document BLOB,
     handed_in_at INTEGER NOT NULL, changed_at INTEGER NOT NULL) STRICT;
   CREATE INDEX tax_forms_by_mandate ON tax_forms (customer_id, client_id, year, handed_in_at, id);`,
  // Lines that earned something are few among many, and are listed by themselves.
  `CREATE INDEX statement_rewards ON postings (account_id, booked_at, id)
     WHERE on_statement = 1 AND json_type(facts, '$.reward') = 'object';`,
  // What the bank takes by itself, a row for each day. Where terms are kept already, the day is found at the next sweep.
  `CREATE TABLE automatic_payments (
     account_id TEXT NOT NULL REFERENCES accounts (id), due_on TEXT NOT NULL, at INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('waiting', 'paid', 'no-funds')), amount_minor INTEGER,
     posting_set_id TEXT REFERENCES posting_sets (id),
     PRIMARY KEY (account_id, due_on), CHECK ((state = 'paid') = (posting_set_id IS NOT NULL))) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX automatic_payments_by_posting_set ON automatic_payments (posting_set_id);
   CREATE INDEX automatic_payments_waiting ON automatic_payments (at, account_id) WHERE state = 'waiting';
   INSERT INTO automatic_payments (account_id, due_on, at, state)
     SELECT account_id, '', 0, 'waiting' FROM contracts WHERE json_extract(terms, '$.payment.automatic') = 1
     UNION ALL SELECT account_id, '', 0, 'waiting' FROM cards WHERE json_extract(terms, '$.autopay') <> 'none';`,
]
