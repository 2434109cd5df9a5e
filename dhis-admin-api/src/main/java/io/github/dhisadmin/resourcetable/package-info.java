/** Resource tables: denormalised metadata that analytics and SQL views read. */
@NullMarked
package io.github.dhisadmin.resourcetable;

import org.jspecify.annotations.NullMarked;
