-- The library's tables. Times are microseconds since 1970 in UTC; ids are the server's.
-- Every table hangs on `connections`, so deleting a row there deletes all of that server.

CREATE TABLE connections (
  -- Never given out twice, so that nothing kept in memory of a deleted one is taken for another's.
  no            INTEGER PRIMARY KEY AUTOINCREMENT,
  id            TEXT NOT NULL UNIQUE,
  synced_at     INTEGER,
  capabilities  TEXT,
  -- Grows with every change of the workflows; what is kept in memory is checked against it.
  generation    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Compact on purpose: the window shows all of them at once. What is long stands in tables of its own.
CREATE TABLE workflows (
  no              INTEGER PRIMARY KEY,
  connection      INTEGER NOT NULL REFERENCES connections (no) ON DELETE CASCADE,
  id              TEXT NOT NULL,
  hash            BLOB NOT NULL,
  generation      INTEGER NOT NULL,
  title           TEXT NOT NULL,
  description     TEXT NOT NULL,
  folder          TEXT,
  version         INTEGER NOT NULL,
  status          TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  is_template     INTEGER NOT NULL,
  kinds           TEXT NOT NULL,
  block_count     INTEGER NOT NULL,
  parameter_count INTEGER NOT NULL,
  -- The last ten runs, derived from `runs` (runs/recent.rs).
  recent_runs     TEXT NOT NULL,
  last_seconds    REAL,
  UNIQUE (connection, id)
) STRICT;

CREATE TABLE workflow_bodies (
  workflow INTEGER PRIMARY KEY REFERENCES workflows (no) ON DELETE CASCADE,
  body     TEXT NOT NULL
) STRICT;

-- Every searchable text with its place, as search/texts.rs writes it.
CREATE TABLE workflow_texts (
  workflow INTEGER PRIMARY KEY REFERENCES workflows (no) ON DELETE CASCADE,
  texts    TEXT NOT NULL
) STRICT;

CREATE TABLE workflow_versions (
  connection  INTEGER NOT NULL REFERENCES connections (no) ON DELETE CASCADE,
  workflow_id TEXT NOT NULL,
  version     INTEGER NOT NULL,
  body        TEXT NOT NULL,
  PRIMARY KEY (connection, workflow_id, version)
) STRICT;

-- One document a workflow; its row is the workflow's `no`. The texts themselves are not kept twice.
-- Words come folded and cut (search/fold.rs); the tokenizer `ascii` only splits them at the spaces.
CREATE VIRTUAL TABLE workflow_words USING fts5 (
  words, content = '', contentless_delete = 1, detail = column, prefix = '2 3', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE workflow_parts USING fts5 (
  parts, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram'
);
CREATE TRIGGER workflow_gone AFTER DELETE ON workflows BEGIN
  DELETE FROM workflow_words WHERE rowid = old.no;
  DELETE FROM workflow_parts WHERE rowid = old.no;
END;

CREATE TABLE folders (
  connection     INTEGER NOT NULL REFERENCES connections (no) ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  id             TEXT NOT NULL,
  title          TEXT NOT NULL,
  description    TEXT NOT NULL,
  workflow_count INTEGER NOT NULL,
  PRIMARY KEY (connection, id)
) STRICT;

CREATE TABLE runs (
  no             INTEGER PRIMARY KEY,
  connection     INTEGER NOT NULL REFERENCES connections (no) ON DELETE CASCADE,
  id             TEXT NOT NULL,
  workflow_id    TEXT,
  title          TEXT NOT NULL,
  status         TEXT NOT NULL,
  created_at     INTEGER NOT NULL,
  started_at     INTEGER,
  finished_at    INTEGER,
  failure        TEXT,
  started_by     TEXT NOT NULL,
  version        INTEGER,
  parameter_text TEXT,
  UNIQUE (connection, id)
) STRICT;
CREATE INDEX runs_by_time ON runs (connection, created_at);
CREATE INDEX runs_by_workflow ON runs (connection, workflow_id, created_at);

CREATE TABLE run_bodies (
  run  INTEGER PRIMARY KEY REFERENCES runs (no) ON DELETE CASCADE,
  body TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE run_words USING fts5 (
  words, content = '', contentless_delete = 1, detail = column, prefix = '2 3', tokenize = 'ascii'
);
CREATE TRIGGER run_gone AFTER DELETE ON runs BEGIN
  DELETE FROM run_words WHERE rowid = old.no;
END;

CREATE TABLE run_snapshots (
  connection INTEGER NOT NULL REFERENCES connections (no) ON DELETE CASCADE,
  run_id     TEXT NOT NULL,
  part       TEXT NOT NULL,
  json       TEXT NOT NULL,
  PRIMARY KEY (connection, run_id, part)
) STRICT;

CREATE TABLE launches (
  connection  INTEGER NOT NULL REFERENCES connections (no) ON DELETE CASCADE,
  workflow_id TEXT NOT NULL,
  inputs      TEXT,
  options     TEXT,
  PRIMARY KEY (connection, workflow_id)
) STRICT;

CREATE TABLE launch_presets (
  connection  INTEGER NOT NULL REFERENCES connections (no) ON DELETE CASCADE,
  workflow_id TEXT NOT NULL,
  name        TEXT NOT NULL,
  inputs      TEXT NOT NULL,
  PRIMARY KEY (connection, workflow_id, name)
) STRICT;

-- Keyed by the names of the folder and the file, so that files found without a row can be taken in
-- (artifacts/files.rs). `used` is a counter, not a clock: clocks jump.
CREATE TABLE artifacts (
  folder  TEXT NOT NULL,
  name    TEXT NOT NULL,
  id      TEXT NOT NULL,
  mime    TEXT NOT NULL,
  size    INTEGER NOT NULL,
  used    INTEGER NOT NULL,
  is_kept INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (folder, name)
) STRICT;
CREATE INDEX artifacts_by_use ON artifacts (used);
