-- Columns of geometries that a function adds.
CREATE EXTENSION postgis;
CREATE SCHEMA survey;
CREATE TABLE place (id int PRIMARY KEY);
CREATE TABLE survey."Line" (id int PRIMARY KEY);
SELECT AddGeometryColumn('place', 'spot', 4326, 'POINT', 2);
SELECT addgeometrycolumn('public', 'place', 'area', 3857, 'MULTIPOLYGON', 3);
SELECT AddGeometryColumn('', 'survey', 'Line', 'Way', -1, 'LINESTRING', 4);
SELECT AddGeometryColumn('survey', 'Line', 'measured', 0, 'POINTM', 3);
SELECT AddGeometryColumn('place'::varchar, 'any_shape', 4326, 'GEOMETRY', 2);
DO $$ BEGIN PERFORM AddGeometryColumn('place', 'later', 2056, 'CURVEPOLYGON', 2); END $$;
CREATE INDEX ON place USING gist (spot);
