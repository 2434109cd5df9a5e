/** The caches of the library and of its host, in one list. */
@NullMarked
package io.github.dhisadmin.core.internal.cache;

import org.jspecify.annotations.NullMarked;
