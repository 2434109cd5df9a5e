/** What comparisons of two servers found, as documents for programs, spreadsheets and people. */
@NullMarked
package io.github.dhisadmin.core.internal.migration.report;

import org.jspecify.annotations.NullMarked;
