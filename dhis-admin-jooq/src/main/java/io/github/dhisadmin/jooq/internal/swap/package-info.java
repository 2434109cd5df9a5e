/** Puts finished tables in the place of those that serve, so that no reader notices. */
@NullMarked
package io.github.dhisadmin.jooq.internal.swap;

import org.jspecify.annotations.NullMarked;
