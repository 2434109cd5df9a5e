/** What documents for people have in common. */
@NullMarked
package io.github.dhisadmin.core.internal.report;

import org.jspecify.annotations.NullMarked;
