/** Stand-ins for what a host hands to the library: clocks and executors. */
@NullMarked
package io.github.dhisadmin.testkit.fake;

import org.jspecify.annotations.NullMarked;
