/** The one exception family of the library and its stable codes. */
@NullMarked
package io.github.dhisadmin.error;

import org.jspecify.annotations.NullMarked;
