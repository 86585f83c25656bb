-- PostGIS: geometries by the modifiers of their type, and by conditions on their shape. The comment at the end of a line
-- is how many values the column can be told to have, where it is not usual.
CREATE EXTENSION postgis;
CREATE TABLE t (
    any_kind geometry,
    any_geography geography,
    point geometry(Point, 4326),
    line geography(LineString),
    areas geometry(MultiPolygon),
    lines geometry(MultiLineString, 3857) UNIQUE,
    high geometry(PointZ, 2056),
    measured geometry(GeometryZM),
    mixed geometry(GeometryCollection),
    arc geometry(CircularString),
    curve geometry(CompoundCurveZ),
    curved geometry(CurvePolygon),
    curves geometry(MultiCurve),
    surfaces geometry(MultiSurface),
    solid geometry(PolyhedralSurfaceZ),
    network geometry(Tin),
    triangle geometry(TriangleM),
    old_way geometry CONSTRAINT enforce_dims CHECK (st_ndims(old_way) = 3)
        CONSTRAINT enforce_srid CHECK (st_srid(old_way) = 4326)
        CONSTRAINT enforce_kind CHECK (geometrytype(old_way) = 'MULTIPOLYGON' OR old_way IS NULL),
    of_kinds geometry NOT NULL CHECK (st_geometrytype(of_kinds) IN ('ST_Polygon', 'ST_MultiPolygon')),
    sound geography NOT NULL CHECK (st_isvalid(sound::geometry) AND st_dimension(sound::geometry) = 1),
    with_measure geometry CHECK (st_zmflag(with_measure) = 1 AND NOT st_isempty(with_measure))
);
