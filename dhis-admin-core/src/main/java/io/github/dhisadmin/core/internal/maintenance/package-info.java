/** Maintenance: access, locks, confirmation, history and the host. */
@NullMarked
package io.github.dhisadmin.core.internal.maintenance;

import org.jspecify.annotations.NullMarked;
