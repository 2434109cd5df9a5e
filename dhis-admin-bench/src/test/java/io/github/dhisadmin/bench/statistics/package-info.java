/** Tests that both ways to count give the same. */
@NullMarked
package io.github.dhisadmin.bench.statistics;

import org.jspecify.annotations.NullMarked;
