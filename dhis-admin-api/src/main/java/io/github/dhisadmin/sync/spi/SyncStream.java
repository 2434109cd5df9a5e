package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.SyncKind;

/**
 * What is sent in one sequence, and succeeds or fails by itself.
 *
 * @param target name of the server
 * @param kind what is sent
 * @param partition uid of the program; empty where a kind is not split
 */
public record SyncStream(String target, SyncKind kind, String partition) {}
