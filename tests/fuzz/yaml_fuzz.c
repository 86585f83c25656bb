/* yaml_fuzz.c: the reader of YAML and JSON, the checks and the dump. */
#include "fixed_point.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return read_and_dump(read_yaml, (Text){(const char *)data, size});
}
