/** PostgreSQL servers and DHIS2-shaped databases for tests, demonstrations and benchmarks. */
@NullMarked
package io.github.dhisadmin.testkit.postgres;

import org.jspecify.annotations.NullMarked;
