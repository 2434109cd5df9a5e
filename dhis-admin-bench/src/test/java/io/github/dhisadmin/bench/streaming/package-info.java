/** Tests of what integrity checks need. */
@NullMarked
package io.github.dhisadmin.bench.streaming;

import org.jspecify.annotations.NullMarked;
