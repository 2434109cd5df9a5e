/** Secrets encrypted under a master key, and as DHIS2 encrypts them. */
@NullMarked
package io.github.dhisadmin.sync.internal.secret;

import org.jspecify.annotations.NullMarked;
