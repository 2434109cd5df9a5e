/** Data statistics: access, the clock that windows end at, and what was counted lately. */
@NullMarked
package io.github.dhisadmin.core.internal.statistics;

import org.jspecify.annotations.NullMarked;
