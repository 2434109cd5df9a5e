/** Entities of the library's own tables, annotated for hosts that read them through JPA. */
@NullMarked
package io.github.dhisadmin.model;

import org.jspecify.annotations.NullMarked;
