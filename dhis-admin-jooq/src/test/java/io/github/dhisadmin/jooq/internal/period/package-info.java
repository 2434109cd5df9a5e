/** What period expressions render, without a database. */
@NullMarked
package io.github.dhisadmin.jooq.internal.period;

import org.jspecify.annotations.NullMarked;
