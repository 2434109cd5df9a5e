/** Tests of measuring in turns, and of what is told of it. */
@NullMarked
package io.github.dhisadmin.bench.pair;

import org.jspecify.annotations.NullMarked;
