/** Min-max values for many data elements: one query, or one for each. */
@NullMarked
package io.github.dhisadmin.bench.minmax;

import org.jspecify.annotations.NullMarked;
