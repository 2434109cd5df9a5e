/** What synchronisation needs from the rest of the library, and the rest from it. */
@NullMarked
package io.github.dhisadmin.sync.spi;

import org.jspecify.annotations.NullMarked;
