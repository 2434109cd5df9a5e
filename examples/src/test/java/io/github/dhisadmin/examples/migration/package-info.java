/** Data that travel between servers, with tasks in a real database. */
@NullMarked
package io.github.dhisadmin.examples.migration;

import org.jspecify.annotations.NullMarked;
