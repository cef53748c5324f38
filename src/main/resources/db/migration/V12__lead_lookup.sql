-- Leads are found by the fields that the contract lets callers look up, and by no others. Each has a column that the database fills
-- from the document, and an index over those that have a value: an update that leaves them as they are writes no index at all, which
-- an index over an expression of the document would not allow.

drop index lead_fields;
drop index lead_email_key;
alter table lead drop column email_key;

alter table lead
    add column email_key          text generated always as (lower((fields ->> 'email') collate "C")) stored,
    add column facebook_id        text generated always as (fields ->> 'facebookId') stored,
    add column linked_in_id       text generated always as (fields ->> 'linkedInId') stored,
    add column twitter_id         text generated always as (fields ->> 'twitterId') stored,
    add column sfdc_account_id    text generated always as (fields ->> 'sfdcAccountId') stored,
    add column sfdc_contact_id    text generated always as (fields ->> 'sfdcContactId') stored,
    add column sfdc_lead_id       text generated always as (fields ->> 'sfdcLeadId') stored,
    add column sfdc_lead_owner_id text generated always as (fields ->> 'sfdcLeadOwnerId') stored,
    add column sfdc_oppty_id      text generated always as (fields ->> 'sfdcOpptyId') stored;

create index lead_email_key on lead (subscription_id, email_key) where email_key is not null;
create index lead_facebook_id on lead (subscription_id, facebook_id) where facebook_id is not null;
create index lead_linked_in_id on lead (subscription_id, linked_in_id) where linked_in_id is not null;
create index lead_twitter_id on lead (subscription_id, twitter_id) where twitter_id is not null;
create index lead_sfdc_account_id on lead (subscription_id, sfdc_account_id) where sfdc_account_id is not null;
create index lead_sfdc_contact_id on lead (subscription_id, sfdc_contact_id) where sfdc_contact_id is not null;
create index lead_sfdc_lead_id on lead (subscription_id, sfdc_lead_id) where sfdc_lead_id is not null;
create index lead_sfdc_lead_owner_id on lead (subscription_id, sfdc_lead_owner_id) where sfdc_lead_owner_id is not null;
create index lead_sfdc_oppty_id on lead (subscription_id, sfdc_oppty_id) where sfdc_oppty_id is not null;

-- What records of a subscription are found by that has no column: fields of objects, and fields that a subscription adds.

create table record_value (
    subscription_id integer not null references subscription on delete cascade,
    kind            text    not null,
    record_id       integer not null,
    field           text    not null,
    value           text    not null,
    primary key (subscription_id, kind, record_id, field)
);
create index record_value_value on record_value (subscription_id, kind, field, value);
