package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.MetadataChoice;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationPlan;
import io.github.dhisadmin.migration.MetadataMigrationPlan.Conflict;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.data.DataPush.RemoteOpener;
import io.github.dhisadmin.sync.internal.migration.MetadataUploadDocument.Content;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.ObjectQuery;
import java.util.Comparator;
import java.util.List;

/** What a migration of metadata by one configuration would do, and the task it begins with. */
final class MetadataMigration {
  private final MigrationConfiguration configuration;
  private final RemoteOpener remotes;

  MetadataMigration(MigrationConfiguration configuration, RemoteOpener remotes) {
    this.configuration = configuration;
    this.remotes = remotes;
  }

  /** What can be chosen. */
  List<MetadataChoice> choices(MetadataKind kind, Cancellation cancellation) {
    return remotes
        .open(configuration.source(), cancellation)
        .metadata()
        .objects(ObjectQuery.all(kind.dhis2Name(), "id,name"))
        .stream()
        .map(
            each ->
                new MetadataChoice(kind, each.path("id").asText(""), each.path("name").asText("")))
        .sorted(Comparator.comparing(MetadataChoice::name).thenComparing(MetadataChoice::uid))
        .toList();
  }

  /** What would be done; the destination checks everything at once, and imports nothing. */
  MetadataMigrationPlan plan(MetadataMigrationRequest request, Cancellation cancellation) {
    MetadataRemote source = remotes.open(configuration.source(), cancellation).metadata();
    MetadataRemote destination = remotes.open(configuration.destination(), cancellation).metadata();
    MetadataSurvey survey = MetadataSurvey.of(request, source, destination, cancellation);
    MetadataRoute route = route(request, survey);
    List<MetadataObject> objects = survey.parts().stream().flatMap(List::stream).toList();
    List<Content> contents =
        new MetadataFetch(source, destination, route.rewriting()).fetch(objects);
    List<Conflict> conflicts =
        destination
            .importObjects(MetadataUploadDocument.toImport(contents), false, route.withSharing())
            .errors()
            .stream()
            .map(each -> new Conflict(each.type(), each.uid(), each.code(), each.message()))
            .toList();
    return new MetadataMigrationPlan(survey.objects(), survey.missing(), conflicts);
  }

  /** The task that finds out what there is to do. */
  NewTask survey(long run, MetadataMigrationRequest request) {
    return new NewTask(
        run,
        ProcessType.METADATA_DOWNLOAD,
        MetadataDownload.SURVEY,
        TaskDocuments.write(
            new MetadataSurveyDocument(
                configuration.source(), configuration.destination(), request)));
  }

  private MetadataRoute route(MetadataMigrationRequest request, MetadataSurvey survey) {
    return new MetadataRoute(
        configuration.source(),
        configuration.destination(),
        request.sharing(),
        survey.replacements());
  }
}
