-- One row an event. Positions have no gaps; commit_position is the last position of the append.
CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  commit_position BIGINT NOT NULL,
  committed_at BIGINT NOT NULL,
  event_id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  tags TEXT NOT NULL,
  payload BLOB NOT NULL,
  metadata BLOB NOT NULL,
  personal BLOB NOT NULL,
  salts BLOB NOT NULL
);

-- The numbers of tags. The later a tag was seen first, the higher is its number.
CREATE TABLE tag_names (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- Finds events by what they are about and what they say. By number, a tag's rows are short, and
-- those of tags that are new together lie together: a batch changes few pages.
CREATE TABLE tags (
  tag BIGINT NOT NULL,
  type TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (tag, type, position)
) WITHOUT ROWID;

-- One row: the Merkle tree over all events, written with each append.
CREATE TABLE tree (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  size BIGINT NOT NULL,
  root BLOB NOT NULL,
  frontier BLOB NOT NULL
);

-- Segments of 256 events, from the first on, whose rows were dropped: the roots of their subtrees,
-- kept for ever, so that the tree can still be computed. Empty where nothing is ever dropped.
CREATE TABLE segments (
  segment INTEGER PRIMARY KEY,
  root BLOB NOT NULL
);

-- Events whose personal part was destroyed: its digest, and the position of the event that says so.
-- In their rows zero bytes stand where the texts and their salt were, so that no row changes its
-- length, and nothing of a text is left where the row lay before.
CREATE TABLE erased (
  position INTEGER PRIMARY KEY,
  digest BLOB NOT NULL,
  erased_by BIGINT NOT NULL
);

CREATE TABLE schema_version (version INTEGER NOT NULL);

INSERT INTO schema_version VALUES (4);

-- The root of an empty tree is the SHA-256 of nothing.
INSERT INTO tree VALUES (
  1, 0, x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', x''
);
