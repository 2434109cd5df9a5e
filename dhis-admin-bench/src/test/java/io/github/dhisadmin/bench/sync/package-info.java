/** The benchmark of sending. */
@NullMarked
package io.github.dhisadmin.bench.sync;

import org.jspecify.annotations.NullMarked;
