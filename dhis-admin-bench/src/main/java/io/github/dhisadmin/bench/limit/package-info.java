/** What the database needs at least to write rows and indexes that are ready. */
@NullMarked
package io.github.dhisadmin.bench.limit;

import org.jspecify.annotations.NullMarked;
