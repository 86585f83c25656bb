-- Keys of subtypes that references narrow further than their own parents':
-- all rows take to it, unless another table wants what it leaves out.
-- holds: select count(*) = (select count(*) from scopes) from orgs
-- holds: select count(*) > 100 from some_codes
-- holds: select count(*) = 1 from global_marks
-- never: ONLY public.orgs: scope_id_check of id: (id = 'global') -- sessions reference others alone
-- never: ONLY public.scopes: scope_id_check of id: (id = 'global') -- the same
CREATE DOMAIN scope_id AS text CHECK (length(trim(VALUE)) > 10 OR VALUE = 'global');
CREATE DOMAIN public_id AS text CHECK (length(trim(VALUE)) > 10);
CREATE TABLE scopes (id scope_id PRIMARY KEY);
CREATE TABLE orgs (id scope_id PRIMARY KEY REFERENCES scopes, name text NOT NULL UNIQUE);
CREATE TABLE sessions (id public_id PRIMARY KEY, org_id public_id NOT NULL REFERENCES orgs);
CREATE TABLE codes (code text PRIMARY KEY CHECK (code LIKE 'x%' OR code = 'all'));
CREATE TABLE all_codes (code text PRIMARY KEY REFERENCES codes CHECK (code = 'all'));
CREATE TABLE some_codes (code text PRIMARY KEY REFERENCES codes);
CREATE TABLE uses (n int, code text CHECK (code LIKE 'x%') REFERENCES some_codes);
-- Of which one wants what the other leaves out.
CREATE TABLE marks (id text PRIMARY KEY CHECK (id LIKE 'x%' OR id = 'g'));
CREATE TABLE own_marks (org text CHECK (org LIKE 'x%') REFERENCES marks);
CREATE TABLE global_marks (id text PRIMARY KEY REFERENCES marks CHECK (id = 'g'));
