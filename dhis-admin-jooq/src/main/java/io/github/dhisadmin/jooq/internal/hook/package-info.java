/** SQL of operators that DHIS2 runs on tables it has just filled. */
@NullMarked
package io.github.dhisadmin.jooq.internal.hook;

import org.jspecify.annotations.NullMarked;
