/** A message broker of the test's own. */
@NullMarked
package io.github.dhisadmin.testkit.broker;

import org.jspecify.annotations.NullMarked;
