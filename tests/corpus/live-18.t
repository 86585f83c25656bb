# Every real-world schema that a server of version 18 can hold reads the same from its file and from the server.
use strict;
use warnings;
use CorpusCompare;

CorpusCompare::run(18);
