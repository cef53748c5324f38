-- Records of all kinds but leads. What they are found by is in record_value.

create sequence object_record_id as integer minvalue 1000 start 1000;

create table object_record (
    subscription_id integer     not null references subscription on delete cascade,
    kind            text        not null,
    id              integer     not null,
    fields          jsonb       not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (subscription_id, kind, id)
);
