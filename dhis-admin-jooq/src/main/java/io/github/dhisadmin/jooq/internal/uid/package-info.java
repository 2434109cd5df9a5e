/** Uids: those that callers name, turned into keys, and new ones. */
@NullMarked
package io.github.dhisadmin.jooq.internal.uid;

import org.jspecify.annotations.NullMarked;
