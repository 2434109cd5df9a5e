/** Passwords and keys as values that do not show what they are. */
@NullMarked
package io.github.dhisadmin.secret;

import org.jspecify.annotations.NullMarked;
