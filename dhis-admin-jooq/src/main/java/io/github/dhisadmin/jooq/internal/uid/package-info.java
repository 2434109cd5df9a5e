/** Uids that callers name, turned into keys. */
@NullMarked
package io.github.dhisadmin.jooq.internal.uid;

import org.jspecify.annotations.NullMarked;
