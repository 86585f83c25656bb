-- From here on nothing resolves through a search path, and names print with their schema.
SELECT pg_catalog.set_config('search_path', '', true);
