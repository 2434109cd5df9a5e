/** Resource table updates: access and run lock. */
@NullMarked
package io.github.dhisadmin.core.internal.resourcetable;

import org.jspecify.annotations.NullMarked;
