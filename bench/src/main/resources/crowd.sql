-- 5,000 users, 1,000 of them with a service, 200 roles, and 30 days in which the services used up the daily quota.
begin;

create temporary table crowd on commit drop as
    select id as subscription_id from subscription where munchkin_id = '333-CCC-333';

insert into role (subscription_id, id, name, description, type, only_all_zones, created_at, updated_at)
select c.subscription_id, 1000 + n, 'Role ' || n, 'Of the crowd', 'custom', false,
       now() - interval '200 days', now() - interval '200 days'
  from crowd c, generate_series(1, 200) n;

insert into role_permission (subscription_id, role_id, permission)
select c.subscription_id, 1000 + n, p.permission
  from crowd c, generate_series(1, 200) n,
       unnest(array['ACCESS_API', 'READ_ONLY_PERSON', 'READ_WRITE_PERSON', 'READ_ONLY_ACTIVITY', 'READ_WRITE_ACTIVITY',
                    'READ_ONLY_ASSETS', 'READ_WRITE_ASSETS', 'APPROVE_ASSETS', 'EXECUTE_CAMPAIGN', 'READ_ONLY_CAMPAIGN',
                    'READ_ONLY_COMPANY', 'READ_WRITE_COMPANY', 'READ_ONLY_OPPORTUNITY']) with ordinality p (permission, place)
 where p.permission = 'ACCESS_API' or (n + p.place) % 3 > 0;

insert into user_account (subscription_id, login, email, first_name, last_name, api_only, reason, access_expires_at,
                          last_login_at, created_at, updated_at)
select c.subscription_id, 'user' || n || '@bench.example', 'user' || n || '@bench.example', 'User', n::text, n <= 2000, '',
       case when n % 50 = 0 then now() + (n % 60) * interval '1 day' end,
       case when n > 2000 and n % 2 = 0 then now() - (n % 300) * interval '1 day' end,
       now() - interval '200 days', now() - interval '200 days'
  from crowd c, generate_series(1, 5000) n;

insert into user_role (subscription_id, user_id, role_id, workspace_id)
select u.subscription_id, u.id, 1001 + (u.last_name::integer * k) % 200, 0
  from crowd c join user_account u using (subscription_id), generate_series(1, 2) k
 where u.first_name = 'User'
on conflict do nothing;

insert into custom_service (subscription_id, user_id, display_name, description, client_id, daily_calls,
                            calls_per_20_seconds, concurrent_calls, api_allow_list, api_allow_list_enabled,
                            created_at, updated_at)
select u.subscription_id, u.id, 'Service ' || u.last_name, '', gen_random_uuid(), 0, 0, 0, '{}', false,
       now() - interval '200 days', now() - interval '200 days'
  from crowd c join user_account u using (subscription_id)
 where u.first_name = 'User' and u.last_name::integer <= 1000;

insert into client_secret (subscription_id, service_id, key_id, hash, created_at, expires_at, last_used_at)
select s.subscription_id, s.id, k.id, sha256((s.id || ' ' || n)::bytea), now() - interval '190 days',
       case when s.id % 20 = 0 then now() + (s.id % 40) * interval '1 day' end,
       case when n = 1 then now() - (s.id % 200) * interval '1 day' end
  from crowd c join custom_service s using (subscription_id), generate_series(1, 2) n,
       (select min(id) as id from master_key) k;

-- 50 calls a service and day are 50,000 a day
insert into api_usage (subscription_id, day, user_id, service_id, login, service_name, calls)
select s.subscription_id, (now() at time zone 'UTC')::date - d, s.user_id, s.id, u.login, s.display_name, 50
  from crowd c join custom_service s using (subscription_id)
  join user_account u on u.id = s.user_id, generate_series(0, 29) d
 where u.first_name = 'User';

create temporary table operation on commit drop as
    select * from unnest(array[
        'GET /rest/v1/leads.json', 'POST /rest/v1/leads.json', 'GET /rest/v1/lead/{leadId}.json',
        'GET /rest/v1/leads/describe.json', 'POST /rest/v1/leads/delete.json', 'GET /rest/v1/stats/usage.json',
        'GET /rest/v1/stats/usage/last7days.json', 'GET /rest/v1/stats/errors.json',
        'GET /rest/v1/stats/errors/last7days.json', 'GET /rest/v1/activities.json', 'GET /rest/v1/activities/types.json',
        'GET /rest/v1/companies.json', 'POST /rest/v1/companies.json', 'GET /rest/v1/opportunities.json',
        'GET /rest/v1/campaigns.json', 'GET /rest/asset/v1/folders.json', 'GET /rest/asset/v1/programs.json',
        'GET /rest/asset/v1/emails.json', 'GET /rest/asset/v1/forms.json', 'GET /rest/asset/v1/files.json'])
    with ordinality o (operation, place);

insert into api_operation (subscription_id, day, operation, duration_class, calls)
select c.subscription_id, (now() at time zone 'UTC')::date - d, o.operation, k, 50000 / 20 / 8
  from crowd c, operation o, generate_series(0, 29) d, generate_series(0, 7) k;

insert into service_operation (subscription_id, user_id, service_id, operation, last_called_at, token_in_parameters_at)
select s.subscription_id, s.user_id, s.id, o.operation,
       now() - ((s.id * o.place) % 150) * interval '1 day',
       case when s.id % 10 = 0 and o.place = 1 then now() - (s.id % 30) * interval '1 day' end
  from crowd c join custom_service s using (subscription_id), operation o;

insert into api_error (subscription_id, day, code, calls)
select c.subscription_id, (now() at time zone 'UTC')::date - d, code, 100
  from crowd c, generate_series(0, 29) d, unnest(array[601, 602, 603, 606, 607, 608, 610, 611, 615, 1003, 1006]) code;

insert into api_caller (subscription_id, service_id, address, last_called_at)
select s.subscription_id, s.id, '10.0.' || s.id % 200 || '.' || s.id % 250, now() - (s.id % 30) * interval '1 day'
  from crowd c join custom_service s using (subscription_id);

-- as many as are kept
insert into denial (subscription_id, day, digest, service_id, user_id, service_name, login, operation, address, code, reason,
                    why, calls, first_at, last_at, request_id)
select s.subscription_id, (now() at time zone 'UTC')::date - d, md5(s.id::text), s.id, s.user_id, s.display_name,
       u.login, 'GET /rest/v1/leads.json', '10.0.0.' || s.id % 250, '606', 'RATE_LIMIT_EXCEEDED',
       '{"cause": {"reason": "RATE_LIMIT_EXCEEDED", "limit": 100, "ofService": false}, "roles": [], "since": null, "by": ""}',
       7, now() - d * interval '1 day' - interval '10 minutes', now() - d * interval '1 day', 'bench'
  from crowd c join custom_service s using (subscription_id) join user_account u on u.id = s.user_id, generate_series(0, 19) d;

update subscription s set access_version = access_version + 1, next_role_id = 2000 from crowd c where s.id = c.subscription_id;

commit;

vacuum (analyze);
