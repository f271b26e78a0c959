-- One archive: everything Adieu keeps of one account, but for the original export, which lies beside it.
-- The text a person reads stands in `record`; what the network gave beside it (`raw`, `atAsGiven`, the place in the file) stands in `block`, compressed,
-- some thousand records together: it is seldom looked at, and half of an export's bytes.

create table meta (key text primary key, value text) without rowid, strict;

create table import (
  seq integer primary key,
  id text not null unique,
  at text not null,
  state text not null,              -- running, stopped, done
  network text not null,
  layout text not null,
  language text,
  seconds real not null,
  inputs text not null,             -- JSON: where the input lies, which original it is kept in
  expected text not null,           -- JSON: what the person expected
  warnings text not null            -- JSON
) strict;

-- Every file of every import, and what became of it. `emitted` is the checkpoint: how many of its things are in.
create table import_file (
  id integer primary key,
  import integer not null,
  position integer not null,
  path text not null,
  bytes integer not null,
  became text,
  reader text,
  reason text,
  records integer not null default 0,
  emitted integer not null default 0,
  unique (import, position)
) strict;

create table import_tally (
  import integer not null,
  kind integer not null,
  found integer not null,
  kept integer not null,
  duplicate integer not null,
  refused integer not null,
  primary key (import, kind)
) without rowid, strict;

create table refusal (import integer not null, file text not null, locator text not null, reason text not null) strict;

-- zstd-compressed JSON lines, one a record: [atAsGiven, locator, raw].
create table block (id integer primary key, lines blob not null) strict;

create table record (
  seq integer primary key,
  id blob not null,                 -- 128 bits of SHA-256 over network, kind and natural key
  kind integer not null,            -- position in the list of kinds
  sub text,                         -- form, relation, reaction, topic, state
  at integer,                       -- milliseconds since 1970, UTC
  of blob,                          -- id of the record it belongs to (a message's conversation, a medium's post)
  person integer,                   -- of a relation
  file integer not null,            -- import_file.id
  place integer not null,           -- block * 4096 + line
  text text,                        -- what a person reads in it
  words text,                       -- other words by which it is found: names, handles
  body text not null                -- JSON: the fields of its kind that are not null, but for the text
) strict;

-- The order of lists. They grow at their ends, so that keeping them up is cheap.
create index record_kind_at on record (kind, at);
create index record_of on record (of, kind, at) where of is not null;

create virtual table record_words using fts5 (text, words, content = 'record', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2');
-- Merging is put off to the end of an import.
insert into record_words (record_words, rank) values ('automerge', 0);
insert into record_words (record_words, rank) values ('hashsize', 8388608);

create table person (
  id integer primary key,
  key text not null unique,         -- network id, or @handle in lower case, or the name
  network_id text,
  handle text,
  name text,
  url text,
  sort text not null,               -- handle or name, folded (no case, no accents), for sorting
  found text not null,              -- everything they are found by, folded
  relations integer not null,       -- one bit a list, in the order of `relationNames`
  since integer                     -- first date in any list
) strict;

-- Counts, kept up with every batch, so that an overview costs nothing.
create table tally (kind integer not null, sub text not null, records integer not null, primary key (kind, sub)) without rowid, strict;
create table month (month integer not null, kind integer not null, records integer not null, primary key (month, kind)) without rowid, strict;
