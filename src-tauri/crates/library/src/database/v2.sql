-- Drafts of the editor: what a person changed and has not published, with every step that led there.

CREATE TABLE drafts (
  no           INTEGER PRIMARY KEY,
  connection   INTEGER NOT NULL REFERENCES connections (no) ON DELETE CASCADE,
  workflow_id  TEXT NOT NULL,
  -- The server's version that it is compared with; its document stands in `draft_bases`.
  base_version INTEGER NOT NULL,
  -- The document as it is after the first `snapshot_at` steps.
  snapshot     TEXT NOT NULL,
  snapshot_at  INTEGER NOT NULL,
  -- How many steps are done; those after it can be done again.
  cursor       INTEGER NOT NULL,
  -- What was sent to be published, until it is known what became of it.
  sent         TEXT,
  -- The YAML that was typed last, with its comments.
  text         TEXT,
  UNIQUE (connection, workflow_id)
) STRICT;

CREATE TABLE draft_bases (
  draft    INTEGER NOT NULL REFERENCES drafts (no) ON DELETE CASCADE,
  version  INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (draft, version)
) STRICT;

-- Numbered from 1 without gaps. A step that took in another version moved the base.
CREATE TABLE draft_steps (
  draft       INTEGER NOT NULL REFERENCES drafts (no) ON DELETE CASCADE,
  seq         INTEGER NOT NULL,
  name        TEXT NOT NULL,
  patch       TEXT NOT NULL,
  at          INTEGER NOT NULL,
  base_before INTEGER,
  base_after  INTEGER,
  PRIMARY KEY (draft, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE version_notes (
  connection  INTEGER NOT NULL REFERENCES connections (no) ON DELETE CASCADE,
  workflow_id TEXT NOT NULL,
  version     INTEGER NOT NULL,
  note        TEXT NOT NULL,
  PRIMARY KEY (connection, workflow_id, version)
) STRICT;
