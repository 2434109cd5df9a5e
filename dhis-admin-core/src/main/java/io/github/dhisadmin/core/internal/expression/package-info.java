/** Reads DHIS2 expressions and tells everything that is wrong with them. */
@NullMarked
package io.github.dhisadmin.core.internal.expression;

import org.jspecify.annotations.NullMarked;
