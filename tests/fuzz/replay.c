/* replay.c: the main function of a fuzz entry point without libFuzzer: hands it each file named. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    char *data = NULL;
    size_t size = 0;
    FILE *copy = open_memstream(&data, &size);
    for (int c; (c = getc(file)) != EOF;)
        putc(c, copy);
    fclose(copy);
    fclose(file);
    /* An exact copy, so that reading one byte past the end is found. */
    uint8_t *exact = malloc(size > 0 ? size : 1);
    for (size_t i = 0; i < size; i++)
        exact[i] = (uint8_t)data[i];
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    free(data);
    return 0;
}

int main(int argc, char **argv)
{
    int failures = 0;
    for (int i = 1; i < argc; i++)
        failures += replay(argv[i]);
    return failures > 0;
}
