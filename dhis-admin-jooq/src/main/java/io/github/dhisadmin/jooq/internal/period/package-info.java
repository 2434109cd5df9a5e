/** Period arithmetic as SQL expressions, derived from the period types of the API. */
@NullMarked
package io.github.dhisadmin.jooq.internal.period;

import org.jspecify.annotations.NullMarked;
