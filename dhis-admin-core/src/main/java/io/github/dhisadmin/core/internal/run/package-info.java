/** What every run needs: its lock, its workers and its progress. */
@NullMarked
package io.github.dhisadmin.core.internal.run;

import org.jspecify.annotations.NullMarked;
