/** Processes that a test starts to kill them. */
@NullMarked
package io.github.dhisadmin.examples.process;

import org.jspecify.annotations.NullMarked;
