-- Nothing is unique but the key: duplicates are legal.

create sequence lead_id as integer minvalue 1000 start 1000;

create table lead (
    subscription_id integer     not null references subscription on delete cascade,
    id              integer     not null,
    partition_id    integer     not null,
    email_key       text,
    fields          jsonb       not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (subscription_id, id),
    foreign key (subscription_id, partition_id) references partition
);
create index lead_email_key on lead (subscription_id, email_key);
create index lead_fields on lead using gin (fields jsonb_path_ops);
