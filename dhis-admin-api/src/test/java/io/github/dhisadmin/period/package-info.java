/** Examples and laws of period arithmetic. */
@NullMarked
package io.github.dhisadmin.period;

import org.jspecify.annotations.NullMarked;
