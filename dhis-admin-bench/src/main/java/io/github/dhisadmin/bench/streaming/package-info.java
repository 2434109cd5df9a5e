/** What integrity checks need besides the database's time. */
@NullMarked
package io.github.dhisadmin.bench.streaming;

import org.jspecify.annotations.NullMarked;
