-- Every table of a subscription has its id. That of a secret is that of its service.
alter table custom_service add constraint custom_service_of_subscription unique (subscription_id, id);

alter table client_secret add column subscription_id integer;
update client_secret c set subscription_id = s.subscription_id from custom_service s where s.id = c.service_id;
alter table client_secret alter column subscription_id set not null;

alter table client_secret drop constraint client_secret_service_id_fkey;
alter table client_secret add constraint client_secret_of_service
    foreign key (subscription_id, service_id) references custom_service (subscription_id, id) on delete cascade;

drop index client_secret_service;
create index client_secret_service on client_secret (subscription_id, service_id);
