-- Secrets are rotated: the old one ends when the overlap is over, whatever expiry it was given. A rotation that is taken
-- back clears retires_at, and nothing has to be restored.

alter table client_secret add column retires_at timestamptz;
alter table client_secret add column last_used_at timestamptz;

-- Sessions that were opened before somebody was switched off stay over when they are switched on again.
alter table user_account add column enabled_at timestamptz;
