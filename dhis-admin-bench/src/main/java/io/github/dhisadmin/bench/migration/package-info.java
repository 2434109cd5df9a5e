/** Migrations: how fast their queues are, and how little memory they need. */
@NullMarked
package io.github.dhisadmin.bench.migration;

import org.jspecify.annotations.NullMarked;
