/** Integrity checks: which to run, and what becomes of each. */
@NullMarked
package io.github.dhisadmin.core.internal.integrity;

import org.jspecify.annotations.NullMarked;
