/** Analytics updates: access, run lock and the order of work. */
@NullMarked
package io.github.dhisadmin.core.internal.analytics;

import org.jspecify.annotations.NullMarked;
