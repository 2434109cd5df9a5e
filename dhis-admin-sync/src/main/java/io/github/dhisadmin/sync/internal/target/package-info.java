/** The servers to synchronise with. */
@NullMarked
package io.github.dhisadmin.sync.internal.target;

import org.jspecify.annotations.NullMarked;
