/** Databases, fixtures, generated data and fakes for tests of hosts. */
@NullMarked
package io.github.dhisadmin.testkit;

import org.jspecify.annotations.NullMarked;
