/*
 * A log for whoever looks for a fault: off unless $TONFALL_LOG names a file.
 * Never the words of a draft, never a key; control bytes are escaped.
 */
#ifndef TONFALL_BASE_LOG_H
#define TONFALL_BASE_LOG_H

void log_line(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
