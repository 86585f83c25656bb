#!/bin/sh
# Compiles the example schemas into generators, lets them generate more than a million rows, and tells what it
# made and what to try next. `make demo` builds the compiler and calls this; BUILD is the folder it is built in.
set -eu
cd "$(dirname "$0")/.."

schemac=${BUILD:-generated/build}/bin/schemac
demo=generated/demo
rows=customers=200k,contacts=200k,products=5k,orders=400k,order_items=1M

compile() {
    name=$(basename "$1")
    name=${name%.*}
    echo "  $1"
    "$schemac" build --quiet "$1" -o "$demo/$name"
}

# generate NAME OPTION...: the program prints what it wrote and how fast.
generate() {
    name=$1
    shift
    echo
    echo "  $demo/$name/$name generate $* --output $demo/data/$name"
    "$demo/$name/$name" generate "$@" --output "$demo/data/$name" 2>&1
}

rm -rf "$demo/data"
echo 'Compiling the example schemas into generators:'
for source in schemas/hello.yaml schemas/shop.yaml schemas/crm.sql schemas/bank.yaml schemas/hr.yaml; do
    compile "$source"
done

echo
echo 'Generating data:'
generate crm --rows "$rows"
generate bank --scale 2
generate hello --format ndjson

echo
echo "Every reference holds. The first rows of $demo/data/crm/contacts.csv, and the customer of the first:"
echo
head -n 4 "$demo/data/crm/contacts.csv" | cut -c 1-110 | sed 's/^/  /'
customer=$(sed -n 2p "$demo/data/crm/contacts.csv" | cut -d , -f 2)
echo
"$demo/crm/crm" row --rows "$rows" customers "$((customer - 1))" | head -n 4 | sed 's/^/  /'

cat <<END

What to try next:
  $demo/crm/crm info                                    how every constraint is met
  $demo/crm/crm generate --rows 10k --tables contacts --output - | less
  $demo/bank/bank row transactions 123456               any row, at once
  less $demo/crm/contacts.c                             the C that was written
  $schemac run schemas/shop.yaml -- generate --output $demo/data/shop
  $schemac build YOUR-SCHEMA.sql -o yours               or postgresql://HOST/DATABASE
END
