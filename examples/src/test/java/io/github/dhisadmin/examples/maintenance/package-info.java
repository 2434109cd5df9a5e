/** Tests of maintenance end to end. */
@NullMarked
package io.github.dhisadmin.examples.maintenance;

import org.jspecify.annotations.NullMarked;
