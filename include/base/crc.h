/*
 * CRC-32 as in zlib and PNG (polynomial 0xEDB88320): tells torn or rotten bytes from whole ones. No
 * defence against somebody who means it.
 */
#ifndef TONFALL_BASE_CRC_H
#define TONFALL_BASE_CRC_H

#include <stdint.h>

#include "base/span.h"

/* crc32("123456789") is 0xcbf43926. */
uint32_t crc32_of(struct span bytes);

#endif
