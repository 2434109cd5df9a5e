/** Sending of data values beside a loop that does nothing but post the same pages. */
@NullMarked
package io.github.dhisadmin.bench.sync;

import org.jspecify.annotations.NullMarked;
