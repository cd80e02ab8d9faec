#include "io/digest.h"

#include <nettle/sha2.h>

#include "base/library.h"

struct functions {
	void (*init)(struct sha256_ctx *);
	void (*update)(struct sha256_ctx *, size_t, const uint8_t *);
	void (*digest)(struct sha256_ctx *, size_t, uint8_t *);
};

bool digest_text(struct span first, struct span second, char text[DIGEST_TEXT], struct err *err)
{
	static const char digits[] = "0123456789abcdef";
	struct functions nettle;
	const struct library_symbol symbols[] = {
		{ "nettle_sha256_init", &nettle.init },
		{ "nettle_sha256_update", &nettle.update },
		{ "nettle_sha256_digest", &nettle.digest },
	};
	if (!library_load("libnettle.so.8", "libnettle8", symbols, 3, err))
		return false;
	struct sha256_ctx context;
	uint8_t bytes[SHA256_DIGEST_SIZE];
	nettle.init(&context);
	if (first.length)
		nettle.update(&context, first.length, (const uint8_t *)first.at);
	if (second.length)
		nettle.update(&context, second.length, (const uint8_t *)second.at);
	nettle.digest(&context, sizeof bytes, bytes);
	for (size_t i = 0; i < sizeof bytes; i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 15];
	}
	text[2 * sizeof bytes] = '\0';
	return true;
}
