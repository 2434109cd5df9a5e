/** Integrity checks as a user meets them: engine and store together, and the page in a browser. */
@NullMarked
package io.github.dhisadmin.examples.integrity;

import org.jspecify.annotations.NullMarked;
