-- The servers that use this database, each by an id that it makes at its start.
create table node (
    id           uuid        primary key,
    last_seen_at timestamptz not null
);
