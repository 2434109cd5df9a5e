package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.MetadataChoice;
import io.github.dhisadmin.migration.MetadataKind;
import io.github.dhisadmin.migration.MetadataMigrationPlan;
import io.github.dhisadmin.migration.MetadataMigrationPlan.Conflict;
import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MetadataSelection;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.migration.MetadataUploadDocument.Content;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.ObjectQuery;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a migration of metadata by one configuration would do, and the task it begins with. */
final class MetadataMigration {
  private final MigrationConfiguration configuration;
  private final Servers servers;

  MetadataMigration(MigrationConfiguration configuration, Servers servers) {
    this.configuration = configuration;
    this.servers = servers;
  }

  /** What can be chosen. */
  List<MetadataChoice> choices(MetadataKind kind, Cancellation cancellation) {
    return source(cancellation).objects(ObjectQuery.all(kind.dhis2Name(), "id,name")).stream()
        .map(
            each ->
                new MetadataChoice(kind, each.path("id").asText(""), each.path("name").asText("")))
        .sorted(Comparator.comparing(MetadataChoice::name).thenComparing(MetadataChoice::uid))
        .toList();
  }

  /** What would be done; the destination checks everything at once, and imports nothing. */
  MetadataMigrationPlan plan(MetadataMigrationRequest request, Cancellation cancellation) {
    MetadataRemote source = source(cancellation);
    MetadataRemote destination =
        servers.targets().open(configuration.destination(), cancellation).metadata();
    MetadataSurvey survey = MetadataSurvey.of(request, source, destination, cancellation);
    MetadataRoute route =
        MetadataSurveyDocument.of(configuration, request).route(survey.replacements());
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

  /** What tells a request from others, but for who asks. */
  Stream<String> doings(MetadataMigrationRequest request) {
    MetadataSelection selection = request.selection();
    return Stream.of(
            Stream.of(
                configuration.source(),
                configuration.destination(),
                configuration.transport().name(),
                request.sharing().name(),
                String.valueOf(selection.portal())),
            selection.chosen().entrySet().stream()
                .flatMap(kind -> kind.getValue().stream().map(uid -> kind.getKey() + "/" + uid))
                .sorted(),
            selection.whole().stream().map(kind -> "all " + kind).sorted(),
            request.mappings().entrySet().stream()
                .map(mapping -> mapping.getKey() + "=" + mapping.getValue())
                .sorted())
        .flatMap(each -> each);
  }

  /** The task that finds out what there is to do. */
  NewTask survey(long run, MetadataMigrationRequest request) {
    return new NewTask(
        run,
        ProcessType.METADATA_DOWNLOAD,
        MetadataDownload.SURVEY,
        TaskDocuments.write(MetadataSurveyDocument.of(configuration, request)));
  }

  private MetadataRemote source(Cancellation cancellation) {
    return new Sources(servers).open(configuration, cancellation).metadata();
  }
}
