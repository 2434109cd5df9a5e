/** Metadata versions: how they are fetched, checked, imported, previewed, recovered and made. */
@NullMarked
package io.github.dhisadmin.sync.internal.metadata;

import org.jspecify.annotations.NullMarked;
