-- What is told of a service is found by what was done: the trail as a whole is long.
create index audit_action on audit (subscription_id, action, sequence);
