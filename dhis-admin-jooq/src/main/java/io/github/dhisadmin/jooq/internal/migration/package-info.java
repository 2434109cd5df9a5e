/** Tasks of migrations in the library's own schema. */
@NullMarked
package io.github.dhisadmin.jooq.internal.migration;

import org.jspecify.annotations.NullMarked;
