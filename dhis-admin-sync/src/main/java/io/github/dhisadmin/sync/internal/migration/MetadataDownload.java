package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.ProcessType;
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

  private final RemoteOpener remotes;

  MetadataDownload(RemoteOpener remotes) {
    this.remotes = remotes;
  }

  @Override
  public List<NewTask> carryOut(NewTask task, Cancellation cancellation) {
    Optional<NewTask> next =
        task.key().equals(SURVEY) ? survey(task, cancellation) : part(task, cancellation);
    return next.stream().toList();
  }

  private Optional<NewTask> survey(NewTask task, Cancellation cancellation) {
    MetadataSurveyDocument document =
        TaskDocuments.read(task.payload(), MetadataSurveyDocument.class);
    MetadataSurvey survey =
        MetadataSurvey.of(
            document.request(),
            remotes.open(document.source(), cancellation).metadata(),
            remotes.open(document.destination(), cancellation).metadata(),
            cancellation);
    MetadataRoute route =
        new MetadataRoute(
            document.source(),
            document.destination(),
            document.request().sharing(),
            survey.replacements());
    List<List<String>> parts =
        survey.parts().stream()
            .map(part -> part.stream().map(MetadataObject::toString).toList())
            .toList();
    return new MetadataDownloadDocument(route, 1, parts).task(task.run());
  }

  private Optional<NewTask> part(NewTask task, Cancellation cancellation) {
    MetadataDownloadDocument document =
        TaskDocuments.read(task.payload(), MetadataDownloadDocument.class);
    MetadataRoute route = document.route();
    MetadataRemote source = remotes.open(route.source(), cancellation).metadata();
    MetadataRemote destination = remotes.open(route.destination(), cancellation).metadata();
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
}
