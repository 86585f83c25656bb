\ir tables/b.sql
\ir tables/a.sql
