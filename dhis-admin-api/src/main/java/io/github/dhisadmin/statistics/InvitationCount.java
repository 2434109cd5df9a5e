package io.github.dhisadmin.statistics;

/**
 * Users who were invited and have not accepted yet.
 *
 * @param all those whose invitation can still be accepted, and those that expired
 * @param expired those that expired
 */
public record InvitationCount(long all, long expired) {}
