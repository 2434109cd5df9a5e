/** Where a host starts: the builder and the services it gives. */
@NullMarked
package io.github.dhisadmin;

import org.jspecify.annotations.NullMarked;
