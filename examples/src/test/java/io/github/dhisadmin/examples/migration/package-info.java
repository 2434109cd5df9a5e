/** Data that travel between servers, with tasks in a real database, and the page of comparisons. */
@NullMarked
package io.github.dhisadmin.examples.migration;

import org.jspecify.annotations.NullMarked;
