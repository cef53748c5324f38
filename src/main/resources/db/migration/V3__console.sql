-- People who are signed in to the console. Of a session only the hash of its id is kept.

create table console_session (
    hash            bytea       primary key,
    subscription_id integer     not null,
    user_id         bigint      not null,
    created_at      timestamptz not null,
    last_seen_at    timestamptz not null,
    foreign key (subscription_id, user_id) references user_account (subscription_id, id) on delete cascade
);
create index console_session_user on console_session (subscription_id, user_id);
create index console_session_last_seen on console_session (last_seen_at);

-- How often a sign-in failed lately, by what it is slowed down for: a keyed hash of an address, a login, or both.
create table sign_in_failure (
    subject         bytea       primary key,
    failures        integer     not null check (failures >= 0),
    last_failed_at  timestamptz not null
);
create index sign_in_failure_last_failed on sign_in_failure (last_failed_at);

create index user_account_created on user_account (subscription_id, created_at);
