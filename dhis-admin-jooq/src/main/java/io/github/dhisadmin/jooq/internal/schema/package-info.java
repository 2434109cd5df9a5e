/** What the database at hand looks like: names, columns and capabilities, resolved once. */
@NullMarked
package io.github.dhisadmin.jooq.internal.schema;

import org.jspecify.annotations.NullMarked;
