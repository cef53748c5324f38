-- An allow-list can be switched off and keep its entries; one without entries is never on.
alter table subscription add column api_allow_list_enabled boolean;
update subscription set api_allow_list_enabled = api_allow_list <> '{}';
alter table subscription alter column api_allow_list_enabled set not null;
alter table subscription add constraint subscription_api_allow_list_has_entries
    check (not api_allow_list_enabled or api_allow_list <> '{}');

-- 0 for the limit of each operation
alter table subscription add column time_limit_millis integer;
update subscription set time_limit_millis = 0;
alter table subscription alter column time_limit_millis set not null;
alter table subscription add constraint subscription_time_limit_millis check (time_limit_millis between 0 and 300000);

-- Errors that the calls of a subscription were answered with, by day of its time zone.
create table api_error (
    subscription_id integer not null references subscription on delete cascade,
    day             date    not null,
    code            integer not null,
    calls           bigint  not null check (calls >= 0),
    primary key (subscription_id, day, code)
);

-- From where each service was called lately, to the minute; kept after the service is gone.
create table api_caller (
    subscription_id integer     not null references subscription on delete cascade,
    service_id      bigint      not null,
    address         text        not null,
    last_called_at  timestamptz not null,
    primary key (subscription_id, service_id, address)
);
create index api_caller_last_called on api_caller (last_called_at);
