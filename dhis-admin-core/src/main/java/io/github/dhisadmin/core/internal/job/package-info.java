/** The engine that runs jobs when they are due. */
@NullMarked
package io.github.dhisadmin.core.internal.job;

import org.jspecify.annotations.NullMarked;
