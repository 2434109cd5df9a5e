package io.github.dhisadmin.jooq.internal.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program as its tables see it.
 *
 * @param id its key
 * @param uid its uid
 * @param registration whether tracked entities enroll in it
 * @param entityTypeOrNull key of the type of tracked entities that enroll in it
 * @param categories uids of the categories of its events that become columns
 * @param elements data elements of all its stages, each once
 * @param attributes attributes of its tracked entities
 */
record TrackerProgram(
    long id,
    String uid,
    boolean registration,
    @Nullable Long entityTypeOrNull,
    List<String> categories,
    List<TrackerItem> elements,
    List<TrackerItem> attributes) {}
