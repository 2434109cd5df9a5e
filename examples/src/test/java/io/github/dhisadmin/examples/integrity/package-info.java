/** Integrity checks on a database, engine and store together. */
@NullMarked
package io.github.dhisadmin.examples.integrity;

import org.jspecify.annotations.NullMarked;
