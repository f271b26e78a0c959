-- The files of one input, in the order in which they were kept. Their bytes are chunk `first_chunk` and the ones that follow, 1 MiB each but the last.
create table file (
  seq integer primary key,
  path text not null unique, -- inside the input, `/` between the parts
  bytes integer not null,
  sha256 blob not null,
  modified text not null, -- ISO, UTC
  first_chunk integer not null
) strict;

create table chunk (
  seq integer primary key,
  data blob not null
) strict;

-- Holds its one row once everything is kept: an original without it was left half done and is thrown away.
create table finished (
  chunk_bytes integer not null
) strict;
