/** The integrity checks of expressions. */
@NullMarked
package io.github.dhisadmin.core.internal.integrity.expression;

import org.jspecify.annotations.NullMarked;
