/** Workers that carry the tasks of migrations out. */
@NullMarked
package io.github.dhisadmin.sync.internal.migration;

import org.jspecify.annotations.NullMarked;
