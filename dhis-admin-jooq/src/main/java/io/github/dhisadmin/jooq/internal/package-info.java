/** Puts the stores and builders together. */
@NullMarked
package io.github.dhisadmin.jooq.internal;

import org.jspecify.annotations.NullMarked;
