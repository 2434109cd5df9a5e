package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.SourceTransport;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.data.DataPush.RemoteOpener;
import io.github.dhisadmin.sync.internal.migration.MetadataUploadDocument.Content;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import java.util.List;
import java.util.Optional;

/**
 * Fetches metadata from the source. The first task of a run finds out what is needed and in which
 * order it can be imported; then parts are fetched and imported one after the other, as an object
 * is refused while the destination lacks what it refers to.
 */
final class MetadataDownload implements TaskWork {
  /** Key of the first task. */
  static final String SURVEY = "survey";

  private final RemoteOpener targets;
  private final Sources sources;

  MetadataDownload(RemoteOpener targets, Sources sources) {
    this.targets = targets;
    this.sources = sources;
  }

  @Override
  public TaskEffect carryOut(NewTask task, Cancellation cancellation) {
    Optional<NewTask> next =
        task.key().equals(SURVEY) ? survey(task, cancellation) : part(task, cancellation);
    return TaskEffect.followedBy(next.stream().toList());
  }

  private Optional<NewTask> survey(NewTask task, Cancellation cancellation) {
    MetadataSurveyDocument document =
        TaskDocuments.read(task.payload(), MetadataSurveyDocument.class);
    MetadataSurvey survey =
        MetadataSurvey.of(
            document.request(),
            source(document.source(), document.destination(), document.transport(), cancellation),
            targets.open(document.destination(), cancellation).metadata(),
            cancellation);
    List<List<String>> parts =
        survey.parts().stream()
            .map(part -> part.stream().map(MetadataObject::toString).toList())
            .toList();
    return new MetadataDownloadDocument(document.route(survey.replacements()), 1, parts)
        .task(task.run());
  }

  private Optional<NewTask> part(NewTask task, Cancellation cancellation) {
    MetadataDownloadDocument document =
        TaskDocuments.read(task.payload(), MetadataDownloadDocument.class);
    MetadataRoute route = document.route();
    MetadataRemote source =
        source(route.source(), route.destination(), route.transport(), cancellation);
    MetadataRemote destination = targets.open(route.destination(), cancellation).metadata();
    List<Content> objects =
        new MetadataFetch(source, destination, route.rewriting()).fetch(document.first());
    if (objects.isEmpty()) {
      return document.next().task(task.run());
    }
    return Optional.of(
        new NewTask(
            task.run(),
            ProcessType.METADATA_UPLOAD,
            task.key(),
            TaskDocuments.write(new MetadataUploadDocument(objects, document.next()))));
  }

  private MetadataRemote source(
      String source, String destination, SourceTransport transport, Cancellation cancellation) {
    return sources.open(source, destination, transport, cancellation).metadata();
  }
}
