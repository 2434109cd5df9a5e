package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.MetadataMigrationRequest;

/**
 * What the first task of a migration of metadata looks for.
 *
 * @param source name of the target that is asked
 * @param destination name of the target that the objects go to
 * @param request what was asked for
 */
record MetadataSurveyDocument(
    String source, String destination, MetadataMigrationRequest request) {}
