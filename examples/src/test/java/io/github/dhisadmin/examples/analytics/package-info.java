/** Tests of analytics tables end to end, against expectations written by hand. */
@NullMarked
package io.github.dhisadmin.examples.analytics;

import org.jspecify.annotations.NullMarked;
