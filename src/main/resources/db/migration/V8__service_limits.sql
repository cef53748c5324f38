-- A custom service may be held to less than its subscription: 0 for no limit of its own, and an allow-list of its own.
alter table custom_service add column daily_calls integer;
alter table custom_service add column calls_per_20_seconds integer;
alter table custom_service add column concurrent_calls integer;
alter table custom_service add column api_allow_list text[];
alter table custom_service add column api_allow_list_enabled boolean;

update custom_service
   set daily_calls = 0, calls_per_20_seconds = 0, concurrent_calls = 0,
       api_allow_list = '{}', api_allow_list_enabled = false;

alter table custom_service alter column daily_calls set not null;
alter table custom_service alter column calls_per_20_seconds set not null;
alter table custom_service alter column concurrent_calls set not null;
alter table custom_service alter column api_allow_list set not null;
alter table custom_service alter column api_allow_list_enabled set not null;

alter table custom_service add constraint custom_service_daily_calls check (daily_calls >= 0);
alter table custom_service add constraint custom_service_calls_per_20_seconds check (calls_per_20_seconds >= 0);
alter table custom_service add constraint custom_service_concurrent_calls check (concurrent_calls >= 0);
alter table custom_service add constraint custom_service_api_allow_list_has_entries
    check (not api_allow_list_enabled or api_allow_list <> '{}');
