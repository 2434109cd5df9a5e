/**
 * Generated DHIS2 databases of several sizes for demonstrations, benchmarks and tests that need a
 * whole country.
 */
@NullMarked
package io.github.dhisadmin.testkit.demo;

import org.jspecify.annotations.NullMarked;
