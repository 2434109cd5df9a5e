/** Results of checks as documents for programs, build servers and people. */
@NullMarked
package io.github.dhisadmin.core.internal.integrity.report;

import org.jspecify.annotations.NullMarked;
