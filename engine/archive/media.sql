-- Of media: what their lists are made of, and which have the same content.
create index if not exists record_medium on record (kind, at, sub, json_extract(body, '$.mime')) where kind = 7;
create index if not exists record_content on record (json_extract(body, '$.sha256')) where kind = 7;
