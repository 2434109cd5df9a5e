/** Integrity checks that are queries: what they look for, and how they are run. */
@NullMarked
package io.github.dhisadmin.jooq.internal.integrity;

import org.jspecify.annotations.NullMarked;
