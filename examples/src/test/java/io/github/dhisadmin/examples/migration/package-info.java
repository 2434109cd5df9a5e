/** Migration as a user meets it: services and stores together, and the page in a browser. */
@NullMarked
package io.github.dhisadmin.examples.migration;

import org.jspecify.annotations.NullMarked;
