/** Period arithmetic in the database, held against the arithmetic in Java. */
@NullMarked
package io.github.dhisadmin.testkit.period;

import org.jspecify.annotations.NullMarked;
