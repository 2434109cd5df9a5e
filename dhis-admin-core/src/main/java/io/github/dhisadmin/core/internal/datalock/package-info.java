/** Lock exceptions: access, and the rules that decide whether data can be entered. */
@NullMarked
package io.github.dhisadmin.core.internal.datalock;

import org.jspecify.annotations.NullMarked;
