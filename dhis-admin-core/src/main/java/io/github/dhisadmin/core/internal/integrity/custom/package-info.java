/** Checks that the operator of an installation writes down in files. */
@NullMarked
package io.github.dhisadmin.core.internal.integrity.custom;

import org.jspecify.annotations.NullMarked;
