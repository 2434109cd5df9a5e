/** The hierarchy of organisation units, as the parents tell it. */
@NullMarked
package io.github.dhisadmin.jooq.internal.organisationunit;

import org.jspecify.annotations.NullMarked;
