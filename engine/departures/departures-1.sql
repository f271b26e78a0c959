-- Departures: an append-only list of events each. What a departure is follows from them.
create table departure (
  id text primary key,
  network text not null,
  handle text not null
) strict;
create table event (
  departure text not null references departure (id),
  seq integer not null,
  body text not null,
  primary key (departure, seq)
) strict, without rowid;
create trigger event_stays before update on event begin select raise(abort, 'events are never changed'); end;
create trigger event_kept before delete on event begin select raise(abort, 'events are never removed'); end;
