/** Metadata versions between servers and a real database, with processes that die. */
@NullMarked
package io.github.dhisadmin.examples.metadata;

import org.jspecify.annotations.NullMarked;
