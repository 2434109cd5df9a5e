/** What migration needs from the rest of the library: where its tasks are kept. */
@NullMarked
package io.github.dhisadmin.migration.spi;

import org.jspecify.annotations.NullMarked;
