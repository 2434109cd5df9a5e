/** A browser that looks at the pages this project writes. */
@NullMarked
package io.github.dhisadmin.examples.browser;

import org.jspecify.annotations.NullMarked;
