/** What an implementation of storage provides; hosts pass one in, they do not call it. */
@NullMarked
package io.github.dhisadmin.spi;

import org.jspecify.annotations.NullMarked;
