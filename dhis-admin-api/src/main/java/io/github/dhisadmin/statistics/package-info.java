/** How much a database holds and how much it is used: counts, sizes and their history. */
@NullMarked
package io.github.dhisadmin.statistics;

import org.jspecify.annotations.NullMarked;
