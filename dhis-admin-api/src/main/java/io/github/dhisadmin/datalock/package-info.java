/** When data entry is locked and why, and the exceptions from that. */
@NullMarked
package io.github.dhisadmin.datalock;

import org.jspecify.annotations.NullMarked;
