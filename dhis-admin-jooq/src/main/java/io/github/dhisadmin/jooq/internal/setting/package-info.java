/** DHIS2's system settings as rows of its {@code systemsetting} table. */
@NullMarked
package io.github.dhisadmin.jooq.internal.setting;

import org.jspecify.annotations.NullMarked;
