-- Subtypes of rows that belong to a scope: an account of a password method is an account, and its method is a
-- password method; credentials belong to both.
-- rows: scopes=7,auth_password_method=90,auth_oidc_method=60,auth_password_conf=90
-- holds: select count(*) = 300 and count(distinct scope_id) = 7 from auth_method
-- holds: select count(*) > 50 and count(distinct method_id) > 20 from auth_password_account
-- holds: select count(*) > 20 from auth_oidc_account
-- holds: select count(*) > 20 from auth_argon_cred
-- never: ONLY public.auth_argon_cred: conf_id: (conf_id IS NULL) -- the references would not be checked
-- never: ONLY public.auth_password_credential: conf_id: (conf_id IS NULL) -- the same
create table scopes (id text primary key);
create table auth_method (public_id text primary key, scope_id text not null references scopes, name text, unique (scope_id, public_id), unique (scope_id, name));
create table auth_account (public_id text primary key, method_id text not null, scope_id text not null, unique (scope_id, method_id, public_id),
  foreign key (scope_id, method_id) references auth_method (scope_id, public_id));
create table auth_password_method (public_id text primary key, scope_id text not null, conf_id text, unique (scope_id, public_id),
  foreign key (scope_id, public_id) references auth_method (scope_id, public_id));
create table auth_password_conf (private_id text primary key, method_id text not null references auth_password_method deferrable initially deferred, unique (method_id, private_id));
alter table auth_password_method add foreign key (public_id, conf_id) references auth_password_conf (method_id, private_id) deferrable initially deferred;
create table auth_password_account (public_id text primary key, method_id text not null, scope_id text not null, login text not null,
  unique (scope_id, method_id, public_id), unique (method_id, public_id), unique (method_id, login),
  foreign key (scope_id, method_id) references auth_password_method (scope_id, public_id),
  foreign key (scope_id, method_id, public_id) references auth_account (scope_id, method_id, public_id));
create table auth_password_credential (private_id text primary key, account_id text not null unique, conf_id text, method_id text not null,
  unique (method_id, conf_id, account_id),
  foreign key (method_id, account_id) references auth_password_account (method_id, public_id),
  foreign key (method_id, conf_id) references auth_password_conf (method_id, private_id));
create table auth_argon_conf (private_id text primary key references auth_password_conf, method_id text not null, unique (method_id, private_id),
  foreign key (method_id, private_id) references auth_password_conf (method_id, private_id));
create table auth_argon_cred (private_id text primary key references auth_password_credential, account_id text not null, conf_id text, method_id text not null,
  foreign key (method_id, conf_id) references auth_argon_conf (method_id, private_id),
  foreign key (method_id, conf_id, account_id) references auth_password_credential (method_id, conf_id, account_id));
create table auth_oidc_method (public_id text primary key, scope_id text not null, unique (scope_id, public_id),
  foreign key (scope_id, public_id) references auth_method (scope_id, public_id));
create table auth_oidc_account (public_id text primary key, method_id text not null, scope_id text not null,
  foreign key (scope_id, method_id) references auth_oidc_method (scope_id, public_id),
  foreign key (scope_id, method_id, public_id) references auth_account (scope_id, method_id, public_id));
