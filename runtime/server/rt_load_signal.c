/* What a load that keeps a journal says when a signal ends it: that nothing is lost, and how to go on. */
#include "rt_load.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};
enum {
    ENDING_SIGNALS = sizeof ending_signals / sizeof *ending_signals
};

/* Set before the signals are caught, and left alone until they are let go. */
static char words[256];

/* The signal is held back until this returns, and ends the program then. */
static void say_and_end(int number)
{
    signal(number, SIG_DFL);
    raise(number);
    if (write(STDERR_FILENO, words, strlen(words)) < 0)
        return;
}

void rt_load_catch_signals(const struct rt_load *load)
{
    struct sigaction saying = {.sa_handler = say_and_end}, before;
    snprintf(words, sizeof words,
             "\n%.64s: interrupted; what is loaded stays\nhint: Run it again to go on, or with --restore to "
             "put things "
             "back as they were.\n",
             load->report->program);
    for (int i = 0; i < ENDING_SIGNALS; i++)
        if (sigaction(ending_signals[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(ending_signals[i], &saying, NULL);
}

void rt_load_let_signals_go(void)
{
    struct sigaction before;
    for (int i = 0; i < ENDING_SIGNALS; i++)
        if (sigaction(ending_signals[i], NULL, &before) == 0 && before.sa_handler == say_and_end)
            signal(ending_signals[i], SIG_DFL);
}
