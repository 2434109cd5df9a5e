/** Resource tables: one class per table says what it holds, the engine builds and swaps them. */
@NullMarked
package io.github.dhisadmin.jooq.internal.resourcetable;

import org.jspecify.annotations.NullMarked;
