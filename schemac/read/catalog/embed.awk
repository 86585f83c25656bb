# Turns catalog queries into C: FILE.sql becomes `static const char sql_FILE[]`, without its closing
# semicolon, its comment lines and its psql meta-commands. Usage: awk -f embed.awk *.sql > catalog.h

BEGIN {
    print "/* The catalog queries of schemac/read/catalog/, one string each. */"
}

function finish()
{
    if (name == "")
        return
    sub(/;[ \t]*$/, "", line[lines])
    printf "\nstatic const char sql_%s[] =\n", name
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
