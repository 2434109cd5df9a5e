/** Tells a run's caller how far it is. */
@NullMarked
package io.github.dhisadmin.jooq.internal.progress;

import org.jspecify.annotations.NullMarked;
