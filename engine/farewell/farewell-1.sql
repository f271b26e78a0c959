-- The form of each departure's farewell, as it was left.
create table form (
  departure text primary key,
  body text not null,
  changed text not null
) strict;
