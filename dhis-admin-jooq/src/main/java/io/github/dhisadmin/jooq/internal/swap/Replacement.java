package io.github.dhisadmin.jooq.internal.swap;

/**
 * A finished table and the name under which it shall serve.
 *
 * @param staging the table's name so far
 * @param target its name from now on; a table of that name gives way
 */
public record Replacement(String staging, String target) {}
