#include "base/library.h"

#include <dlfcn.h>

#include "base/i18n.h"

bool library_load(const char *soname, const char *package, const struct library_symbol *symbols,
		  size_t count, struct err *err)
{
	/* Never closed: its functions stay in use till the program ends. */
	void *handle = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
	if (!handle)
		return err_set(err, ERR_MISSING,
			       _("%s is missing; `apt-get install %s` brings it."), soname,
			       package);
	for (size_t i = 0; i < count; i++) {
		void *function = dlsym(handle, symbols[i].name);
		if (!function)
			return err_set(err, ERR_MISSING,
				       _("%s has no %s; a newer package %s should."), soname,
				       symbols[i].name, package);
		*(void **)symbols[i].slot = function;
	}
	return true;
}
