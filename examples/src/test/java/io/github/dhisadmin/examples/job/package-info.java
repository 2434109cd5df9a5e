/** The scheduler on real databases, with several nodes, and with faults. */
@NullMarked
package io.github.dhisadmin.examples.job;

import org.jspecify.annotations.NullMarked;
