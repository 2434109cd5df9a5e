/** The one place for SQL that the typed DSL cannot say. */
@NullMarked
package io.github.dhisadmin.jooq.internal.sql;

import org.jspecify.annotations.NullMarked;
