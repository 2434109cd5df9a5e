/** Maintenance: operations that plan what they would change, and change it once confirmed. */
@NullMarked
package io.github.dhisadmin.maintenance;

import org.jspecify.annotations.NullMarked;
