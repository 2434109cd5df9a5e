/** Metadata versions: taken over from a central DHIS2 one by one, or made for others to take. */
@NullMarked
package io.github.dhisadmin.sync.metadata;

import org.jspecify.annotations.NullMarked;
