/** What is kept in memory by the library and its host, how well that works, and how to drop it. */
@NullMarked
package io.github.dhisadmin.cache;

import org.jspecify.annotations.NullMarked;
