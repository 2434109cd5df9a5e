/** The PostgreSQL persistence that a host passes to the builder. */
@NullMarked
package io.github.dhisadmin.jooq;

import org.jspecify.annotations.NullMarked;
