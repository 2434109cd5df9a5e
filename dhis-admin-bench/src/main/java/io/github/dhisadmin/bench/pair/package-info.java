/** Two ways to do the same work, measured in turns on one database. */
@NullMarked
package io.github.dhisadmin.bench.pair;

import org.jspecify.annotations.NullMarked;
