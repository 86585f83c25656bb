/*
 * Values of the types that have no C type of their own, as PostgreSQL itself prints them: what a server reads
 * from here it gives back byte for byte. Every maker has the same form:
 *
 *     struct rt_text rt_KIND_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
 *     uint64_t rt_KIND_count(uint32_t size);
 *
 * Distinct indices below the count make values that are distinct under the type's own equality (and, where
 * it has none, as texts); the count is at most RT_FIT_MANY, which stands for all that is more. Consecutive
 * indices make values that differ in many places, so that a value for a row that need not be unique is that
 * of rt_below(random bits, count). `size` is the type's parameter where the table says so, else 0.
 *
 *   KIND        size                              KIND        size
 *   inet        1: hosts alone, else 0            tsvector    -
 *   cidr        -                                 tsquery     -
 *   macaddr     -                                 xml         -
 *   macaddr8    -                                 json        most characters, 0 for any number
 *   bit         bits, at least 1                  jsonb       -
 *   varbit      most bits, 0 for any number       jsonpath    -
 *   point       -                                 hstore      -
 *   line        -                                 ltree       -
 *   lseg        -                                 lquery      -
 *   box         1: none touches another, else 0   ltxtquery   -
 *   path        -                                 cube        -
 *   polygon     as box                            seg         -
 *   circle      as box                            vector      dimensions, at least 1
 *   pg_lsn      -                                 isbn13, isbn, ismn13, ismn, issn13, issn, ean13, upc   -
 *   snapshot    -  (pg_, txid_)                   char        -  ("char", one byte)
 *   tid         -                                 bytea       bytes: rt_bytes_at of rt_prose.h
 */
#ifndef RT_LITERAL_H
#define RT_LITERAL_H

#include <stdint.h>

#include "rt_scratch.h"
#include "rt_value.h"

/* Network addresses */
struct rt_text rt_inet_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_cidr_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_macaddr_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_macaddr8_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_inet_count(uint32_t size);
uint64_t rt_cidr_count(uint32_t size);
uint64_t rt_macaddr_count(uint32_t size);
uint64_t rt_macaddr8_count(uint32_t size);

/* Bit strings */
struct rt_text rt_bit_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_varbit_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_bit_count(uint32_t size);
uint64_t rt_varbit_count(uint32_t size);

/* Geometry of PostgreSQL's own */
struct rt_text rt_point_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_line_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_lseg_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_box_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_path_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_polygon_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_circle_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_point_count(uint32_t size);
uint64_t rt_line_count(uint32_t size);
uint64_t rt_lseg_count(uint32_t size);
uint64_t rt_box_count(uint32_t size);
uint64_t rt_path_count(uint32_t size);
uint64_t rt_polygon_count(uint32_t size);
uint64_t rt_circle_count(uint32_t size);

/* Text search */
struct rt_text rt_tsvector_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_tsquery_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_tsvector_count(uint32_t size);
uint64_t rt_tsquery_count(uint32_t size);

/* Documents. json and jsonb are objects in jsonb's normal form; as values they are of kind RT_JSON. */
struct rt_text rt_xml_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_json_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_jsonb_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_jsonpath_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_xml_count(uint32_t size);
uint64_t rt_json_count(uint32_t size);
uint64_t rt_jsonb_count(uint32_t size);
uint64_t rt_jsonpath_count(uint32_t size);

/* A text between two others; empty where memory is out. */
struct rt_text rt_text_around(struct rt_scratch *scratch, struct rt_text before, struct rt_text value,
                              struct rt_text after);

/* The server's own */
struct rt_text rt_pg_lsn_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_snapshot_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_tid_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_char_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_pg_lsn_count(uint32_t size);
uint64_t rt_snapshot_count(uint32_t size);
uint64_t rt_tid_count(uint32_t size);
uint64_t rt_char_count(uint32_t size);

/* Extensions: hstore, ltree, cube, seg, pgvector */
struct rt_text rt_hstore_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_ltree_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_lquery_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_ltxtquery_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_cube_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_seg_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_vector_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_hstore_count(uint32_t size);
uint64_t rt_ltree_count(uint32_t size);
uint64_t rt_lquery_count(uint32_t size);
uint64_t rt_ltxtquery_count(uint32_t size);
uint64_t rt_cube_count(uint32_t size);
uint64_t rt_seg_count(uint32_t size);
uint64_t rt_vector_count(uint32_t size);

/* isn's numbers with their check digits, in the groups that isn prints */
struct rt_text rt_isbn13_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_isbn_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_ismn13_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_ismn_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_issn13_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_issn_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_ean13_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
struct rt_text rt_upc_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_isbn13_count(uint32_t size);
uint64_t rt_isbn_count(uint32_t size);
uint64_t rt_ismn13_count(uint32_t size);
uint64_t rt_ismn_count(uint32_t size);
uint64_t rt_issn13_count(uint32_t size);
uint64_t rt_issn_count(uint32_t size);
uint64_t rt_ean13_count(uint32_t size);
uint64_t rt_upc_count(uint32_t size);

/* PostGIS geometries, in longitude and latitude; the numbers are those of EWKB. */
enum rt_geometry {
    RT_GEOMETRY_POINT = 1,
    RT_GEOMETRY_LINESTRING = 2,
    RT_GEOMETRY_POLYGON = 3,
    RT_GEOMETRY_MULTIPOINT = 4,
    RT_GEOMETRY_MULTILINESTRING = 5,
    RT_GEOMETRY_MULTIPOLYGON = 6,
    RT_GEOMETRY_COLLECTION = 7,
    RT_GEOMETRY_CIRCULARSTRING = 8,
    RT_GEOMETRY_COMPOUNDCURVE = 9,
    RT_GEOMETRY_CURVEPOLYGON = 10,
    RT_GEOMETRY_MULTICURVE = 11,
    RT_GEOMETRY_MULTISURFACE = 12,
    RT_GEOMETRY_POLYHEDRALSURFACE = 15,
    RT_GEOMETRY_TIN = 16,
    RT_GEOMETRY_TRIANGLE = 17
};

/* Extra ordinates of a geometry. */
enum rt_geometry_flags {
    RT_GEOMETRY_Z = 1,
    RT_GEOMETRY_M = 2
};

/* A geometry or geography as hexadecimal EWKB; srid 0 for none. Distinct for index < RT_GEOMETRY_COUNT. */
#define RT_GEOMETRY_COUNT (UINT64_C(3580000000) * UINT64_C(1760000000))
struct rt_text rt_geometry_at(struct rt_scratch *scratch, uint64_t index, enum rt_geometry kind,
                              unsigned flags, uint32_t srid);

/* A numeric of more than 38 digits: precision digits at most, exactly scale after the point, or -scale zeros
 * behind them; both to 1000. Kind RT_DIGITS. Distinct for index < 10^precision, at most RT_FIT_MANY. */
struct rt_text rt_digits_at(struct rt_scratch *scratch, uint64_t index, uint32_t precision, int32_t scale);
uint64_t rt_digits_count(uint32_t precision);

#endif
