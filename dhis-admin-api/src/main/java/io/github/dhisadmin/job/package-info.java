/** Jobs: what runs, when it runs, and what became of each run. */
@NullMarked
package io.github.dhisadmin.job;

import org.jspecify.annotations.NullMarked;
