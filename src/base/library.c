#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

#include "base/i18n.h"
#include "base/log.h"

bool library_load(const char *soname, const char *package, const struct library_symbol *symbols,
		  size_t count, struct err *err)
{
	/* NODELETE: threads and exit handlers of the library may outlive whoever asked for it. */
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (!library) {
		log_line("library", "%s", dlerror());
		return err_set(err, ERR_MISSING,
			       _("The library %s is missing; install the package %s."), soname,
			       package);
	}
	for (size_t i = 0; i < count; i++) {
		void *symbol = dlsym(library, symbols[i].name);
		if (!symbol)
			return err_set(err, ERR_MISSING,
				       _("The library %s has no %s; update the package %s."),
				       soname, symbols[i].name, package);
		/* ISO C has no cast from an object pointer to a function pointer; POSIX promises
		 * that they have one size (dlsym). */
		memcpy(symbols[i].slot, &symbol, sizeof symbol);
	}
	return true;
}
