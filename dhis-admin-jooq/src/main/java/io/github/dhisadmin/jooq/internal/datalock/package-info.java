/** Lock exceptions, and what else decides whether data can be entered. */
@NullMarked
package io.github.dhisadmin.jooq.internal.datalock;

import org.jspecify.annotations.NullMarked;
