package io.github.dhisadmin.bench.peer;

/**
 * A program.
 *
 * @param id the key in the database
 * @param uid the uid, which ends the names of its tables in lower case
 * @param registration whether tracked entities are enrolled in it
 */
record PeerProgram(long id, String uid, boolean registration) {}
