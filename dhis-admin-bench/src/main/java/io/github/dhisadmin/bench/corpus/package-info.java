/** Analytics queries of the shapes a DHIS2 server sends, and their times on two sets of tables. */
@NullMarked
package io.github.dhisadmin.bench.corpus;

import org.jspecify.annotations.NullMarked;
