-- Built at the end of the first import, when it is far cheaper than record by record: what is in them comes in no order.
create unique index if not exists record_id on record (id);
create index if not exists person_sort on person (sort);
