-- What a search needs beside the words: of every record, in the order of `seq`, its kind, its date and a few yes-or-no facts, packed, some thousand
-- records a row. A filter by kind, date or medium is answered from here; looking into each record found would take a thousand times longer.
create table stretch (
  first integer primary key,        -- seq of its first record
  last integer not null,
  kinds integer not null,           -- one bit a kind that is in it
  some integer not null,            -- flags that any of them has
  every integer not null,           -- flags that all of them have
  since integer,                    -- first and last date in it; null where nothing has one
  until integer,
  undated integer not null,         -- how many have none
  traits blob not null,             -- zstd: a byte of kind each, then a byte of flags each
  dates blob not null               -- zstd: eight bytes each (float64, milliseconds since 1970, NaN: none)
) strict;

-- The words of texts in scripts that are written without blanks between words, or that are read differently than they are written (`scripts.ts`). What
-- stands here does not stand in `record_words`. The tokens are made before they come here: whatever is not ASCII is part of one.
create virtual table record_runs using fts5 (text, words, content = '', tokenize = 'ascii');
insert into record_runs (record_runs, rank) values ('automerge', 0);
insert into record_runs (record_runs, rank) values ('hashsize', 8388608);
