/** Who may call what: authorities and the policy a host plugs in. */
@NullMarked
package io.github.dhisadmin.access;

import org.jspecify.annotations.NullMarked;
