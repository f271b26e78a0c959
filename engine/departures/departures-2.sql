-- Events get a name of their own, the computer they were said on, their place in time and what was known then, so that two computers' histories can be merged.
-- What was there is said on this computer, one after the other; only what takes another back now calls it by its name instead of its number.
create table computer (
  origin text primary key
) strict;
insert into computer values (lower(hex(randomblob(16))));
create table said (
  departure text not null references departure (id),
  name text not null,
  origin text not null,
  clock integer not null,
  after text not null,
  body text not null,
  primary key (departure, name)
) strict, without rowid;
create temp table named as
  select departure, seq, lower(hex(randomblob(16))) as name from event;
insert into said (departure, name, origin, clock, after, body)
  select
    departure,
    name,
    (select origin from computer),
    -- The time it was said at, or one more than that of the one before it.
    seq + max(unixepoch(json_extract(body, '$.at')) * 1000 - seq) over earlier,
    case when seq = 1 then '[]' else json_array(lag(name) over earlier) end,
    case
      when json_extract(body, '$.type') = 'takenBack'
      then json_set(json_remove(body, '$.event'), '$.said', (
        select target.name from named as target
        where target.departure = event.departure and target.seq = json_extract(body, '$.event')))
      else body
    end
  from event join named using (departure, seq)
  window earlier as (partition by departure order by seq);
drop table named;
drop table event;
alter table departure add column begun integer not null default 0;
update departure set begun = (select min(clock) from said where said.departure = departure.id);
create index said_in_order on said (departure, clock, origin, name);
create trigger said_stays before update on said begin select raise(abort, 'events are never changed'); end;
create trigger said_kept before delete on said begin select raise(abort, 'events are never removed'); end;
