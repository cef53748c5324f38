-- How many calls of each operation took how long, by day of the subscription's time zone. A class is the number of the
-- shortest span that the call kept within, of a list that the server has.
create table api_operation (
    subscription_id integer  not null references subscription on delete cascade,
    day             date     not null,
    operation       text     not null,
    duration_class  smallint not null,
    calls           bigint   not null check (calls >= 0),
    primary key (subscription_id, day, operation, duration_class)
);

-- When each service was last served with each operation, to the minute, and when it last sent its token in query or form.
create table service_operation (
    subscription_id integer     not null references subscription on delete cascade,
    user_id         bigint      not null,
    service_id      bigint      not null,
    operation       text        not null,
    last_called_at  timestamptz not null,
    token_in_parameters_at timestamptz,
    primary key (subscription_id, service_id, operation, user_id)
);

-- Calls that were refused, one row a day for all that are alike: digest is that of everything but the numbers and the names.
-- Kept after user and service are gone, hence their names.
create table denial (
    subscription_id integer     not null references subscription on delete cascade,
    day             date        not null,
    digest          text        not null,
    service_id      bigint      not null,
    user_id         bigint      not null,
    service_name    text        not null,
    login           text        not null,
    operation       text        not null,
    address         text        not null,
    code            text        not null,
    reason          text        not null,
    why             jsonb       not null,
    calls           bigint      not null check (calls >= 0),
    first_at        timestamptz not null,
    last_at         timestamptz not null,
    request_id      text        not null,
    primary key (subscription_id, day, digest)
);
create index denial_last on denial (subscription_id, last_at);
create index denial_service on denial (subscription_id, service_id, last_at);

-- Who has done what others met with is found by the instant of it.
create index audit_at on audit (subscription_id, at);
