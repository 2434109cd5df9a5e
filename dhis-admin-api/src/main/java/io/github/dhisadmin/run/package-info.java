/** What every long operation shares: progress, cancellation and warnings. */
@NullMarked
package io.github.dhisadmin.run;

import org.jspecify.annotations.NullMarked;
