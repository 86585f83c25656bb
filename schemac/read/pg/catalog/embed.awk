# Turns catalog queries into C: FILE.sql becomes `static const char sql_FILE[]`, or what -v string='static const
# char sql_' says otherwise, without its closing semicolon, its comment lines and its psql meta-commands.
# Usage: awk -f embed.awk *.sql > catalog.h

BEGIN {
    print "/* Catalog queries, one string each. */"
    if (string == "")
        string = "static const char sql_"
}

function finish()
{
    if (name == "")
        return
    sub(/;[ \t]*$/, "", line[lines])
    printf "\n%s%s[] =\n", string, name
    for (i = 1; i <= lines; i++)
        printf "    \"%s\\n\"%s\n", line[i], i == lines ? ";" : ""
}

FNR == 1 {
    finish()
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/\.sql$/, "", name)
    lines = 0
}

/^[ \t]*(--|\\|$)/ {
    next
}

{
    gsub(/\\/, "&&")
    gsub(/"/, "\\\"")
    gsub(/\?\?/, "?\\?")
    line[++lines] = $0
}

END {
    finish()
}
