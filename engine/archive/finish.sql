-- Built at the end of the first import, when it is far cheaper than record by record: what is in them comes in no order.
create unique index if not exists record_id on record (id);
-- Of people: each holds all that its lists are ordered and filtered by, so that no row is read but those of a page.
drop index if exists person_sort;
create index if not exists person_by_list on person (id, relations);
create index if not exists person_by_date on person (since, id, relations);
create index if not exists person_by_name on person (sort, id, relations, since, found);
-- Files are counted, and found page by page, without reading them.
create index if not exists import_file_fate on import_file (import, coalesce(became, 'kept'), position);
create index if not exists import_file_damaged on import_file (import) where became = 'damaged';
