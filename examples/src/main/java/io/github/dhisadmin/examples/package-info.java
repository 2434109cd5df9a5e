/** Samples of hosts, and the command line. */
@NullMarked
package io.github.dhisadmin.examples;

import org.jspecify.annotations.NullMarked;
