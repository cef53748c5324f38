-- Who may do what. Instants are given by the server, never by the database.

create table master_key (
    id          text        primary key,
    check_value bytea       not null,
    created_at  timestamptz not null
);

create table subscription (
    id                      integer     primary key generated always as identity,
    munchkin_id             text        not null unique check (munchkin_id ~ '^[0-9]{3}-[A-Z]{3}-[0-9]{3}$'),
    name                    text        not null,
    time_zone               text        not null,
    daily_calls             integer     not null check (daily_calls >= 0),
    calls_per_20_seconds    integer     not null check (calls_per_20_seconds >= 0),
    concurrent_calls        integer     not null check (concurrent_calls >= 0),
    api_allow_list          text[]      not null,
    access_token_in_query   boolean     not null,
    secrets_revealable      boolean     not null,
    token_lifetime_seconds  integer     not null check (token_lifetime_seconds between 1 and 86400),
    next_workspace_id       integer     not null,
    next_role_id            integer     not null,
    access_version          bigint      not null,
    created_at              timestamptz not null,
    updated_at              timestamptz not null
);

create table partition (
    subscription_id integer     not null references subscription on delete cascade,
    id              integer     not null,
    name            text        not null,
    description     text        not null,
    primary key (subscription_id, id)
);
create unique index partition_name on partition (subscription_id, lower(name));

create table workspace (
    subscription_id integer     not null references subscription on delete cascade,
    id              integer     not null check (id > 0),
    name            text        not null,
    description     text        not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (subscription_id, id)
);
create unique index workspace_name on workspace (subscription_id, lower(name));

create table workspace_partition (
    subscription_id integer not null,
    workspace_id    integer not null,
    partition_id    integer not null,
    primary key (subscription_id, workspace_id, partition_id),
    foreign key (subscription_id, workspace_id) references workspace on delete cascade,
    foreign key (subscription_id, partition_id) references partition on delete cascade
);

create table role (
    subscription_id integer     not null references subscription on delete cascade,
    id              integer     not null,
    name            text        not null,
    description     text        not null,
    type            text        not null check (type in ('system', 'custom')),
    only_all_zones  boolean     not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (subscription_id, id)
);
create unique index role_name on role (subscription_id, lower(name));

create table role_permission (
    subscription_id integer not null,
    role_id         integer not null,
    permission      text    not null,
    primary key (subscription_id, role_id, permission),
    foreign key (subscription_id, role_id) references role on delete cascade
);

create table user_account (
    id                bigint      primary key generated always as identity,
    subscription_id   integer     not null references subscription on delete cascade,
    login             text        not null,
    email             text        not null,
    first_name        text        not null,
    last_name         text        not null,
    api_only          boolean     not null,
    reason            text        not null,
    access_expires_at timestamptz,
    disabled_at       timestamptz,
    password_hash     text        check (password_hash is null or not api_only),
    last_login_at     timestamptz,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    unique (subscription_id, id)
);
create unique index user_account_login on user_account (lower(login));

-- workspace 0 stands for all workspaces, also those still to come
create table user_role (
    subscription_id integer not null,
    user_id         bigint  not null,
    role_id         integer not null,
    workspace_id    integer not null,
    primary key (subscription_id, user_id, role_id, workspace_id),
    foreign key (subscription_id, user_id) references user_account (subscription_id, id) on delete cascade,
    foreign key (subscription_id, role_id) references role
);
create index user_role_role on user_role (subscription_id, role_id);

create table custom_service (
    id              bigint      primary key generated always as identity,
    subscription_id integer     not null references subscription on delete cascade,
    user_id         bigint      not null,
    display_name    text        not null,
    description     text        not null,
    client_id       uuid        not null unique,
    disabled_at     timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    foreign key (subscription_id, user_id) references user_account (subscription_id, id)
);
create unique index custom_service_name on custom_service (subscription_id, lower(display_name));
create index custom_service_user on custom_service (subscription_id, user_id);

create table client_secret (
    id          bigint      primary key generated always as identity,
    service_id  bigint      not null references custom_service on delete cascade,
    key_id      text        not null references master_key,
    hash        bytea       not null,
    sealed      bytea,
    created_at  timestamptz not null,
    expires_at  timestamptz
);
create index client_secret_service on client_secret (service_id);

create table token (
    hash            bytea       primary key,
    subscription_id integer     not null references subscription on delete cascade,
    service_id      bigint      not null references custom_service on delete cascade,
    nonce           bytea       not null,
    key_id          text        not null references master_key,
    issued_at       timestamptz not null,
    expires_at      timestamptz not null,
    revoked_at      timestamptz
);
create index token_service on token (service_id, expires_at);
create index token_expires on token (expires_at);

-- kept after user and service are gone, hence their names
create table api_usage (
    subscription_id integer not null references subscription on delete cascade,
    day             date    not null,
    user_id         bigint  not null,
    service_id      bigint  not null,
    login           text    not null,
    service_name    text    not null,
    calls           bigint  not null check (calls >= 0),
    primary key (subscription_id, day, user_id, service_id)
);

create table audit_head (
    subscription_id integer primary key references subscription on delete cascade,
    sequence        bigint  not null,
    mac             bytea   not null
);

create table audit (
    subscription_id integer     not null references subscription on delete cascade,
    sequence        bigint      not null,
    at              timestamptz not null,
    actor           text        not null,
    address         text        not null,
    action          text        not null,
    subject         text        not null,
    before          text        not null,
    after           text        not null,
    key_id          text        not null references master_key,
    mac             bytea       not null,
    primary key (subscription_id, sequence)
);
