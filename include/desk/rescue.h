/*
 * When the program itself breaks (a bad address, a failed assertion, no memory): the terminal is
 * given back, the journal is left as it is, and the person is told. In a signal handler, so only
 * with what POSIX allows there.
 */
#ifndef TONFALL_DESK_RESCUE_H
#define TONFALL_DESK_RESCUE_H

/* Once, before the terminal is opened. */
void rescue_install(void);

/* Gives the terminal back. Whoever says something on it afterwards has two seconds before SIGALRM:
 * it may read nothing. */
void rescue_give_back(void);

#endif
