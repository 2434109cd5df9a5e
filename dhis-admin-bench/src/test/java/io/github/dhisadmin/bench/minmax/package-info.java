/** Tests that both ways to generate bounds give the same. */
@NullMarked
package io.github.dhisadmin.bench.minmax;

import org.jspecify.annotations.NullMarked;
