/** What the library remembers of its runs, in its own schema. */
@NullMarked
package io.github.dhisadmin.jooq.internal.runlog;

import org.jspecify.annotations.NullMarked;
