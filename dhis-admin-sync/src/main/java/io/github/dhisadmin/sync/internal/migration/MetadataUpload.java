package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.data.DataPush.RemoteOpener;
import io.github.dhisadmin.sync.internal.migration.MetadataUploadDocument.Content;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.Payload;
import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.ObjectError;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Imports metadata into the destination. An object that is refused is left to a task of its own,
 * which fails with the reasons, and everything after it goes on. What breaks the import down is
 * looked for by halves; trouble of the server itself stops the migration here, until it passes or
 * somebody retries.
 */
final class MetadataUpload implements TaskWork {
  private static final int BROKE_DOWN = 500;
  private static final int CONFLICT = 409;
  private static final int REASONS_SHOWN = 3;

  private final RemoteOpener remotes;

  MetadataUpload(RemoteOpener remotes) {
    this.remotes = remotes;
  }

  @Override
  public TaskEffect carryOut(NewTask task, Cancellation cancellation) {
    MetadataUploadDocument document =
        TaskDocuments.read(task.payload(), MetadataUploadDocument.class);
    MetadataRoute route = document.next().route();
    MetadataRemote server = remotes.open(route.destination(), cancellation).metadata();
    Import importing = part -> server.importObjects(part, true, route.withSharing());
    List<NewTask> followUps = new ArrayList<>();
    if (document.objects().size() == 1 && document.next().parts().isEmpty()) {
      alone(importing, document.objects().get(0));
      return TaskEffect.followedBy(followUps);
    }
    for (Content refused : refused(importing, document.objects(), cancellation)) {
      followUps.add(
          new NewTask(
              task.run(),
              task.process(),
              task.key() + "!" + refused.type() + "/" + refused.uid(),
              TaskDocuments.write(document.only(refused))));
    }
    document.next().task(task.run()).ifPresent(followUps::add);
    return TaskEffect.followedBy(followUps);
  }

  /** The import of the destination, of one document. */
  @FunctionalInterface
  private interface Import {
    MetadataImportReport send(Payload bundle);

    default MetadataImportReport of(List<Content> objects) {
      return send(MetadataUploadDocument.toImport(objects));
    }
  }

  private static void alone(Import importing, Content object) {
    MetadataImportReport report = importing.of(List.of(object));
    if (report.status() != Status.OK) {
      throw new RefusedException(problem(object, report.errors()), false);
    }
  }

  /** Imports objects; those that are left out. */
  private static List<Content> refused(
      Import importing, List<Content> objects, Cancellation cancellation) {
    cancellation.check();
    try {
      MetadataImportReport report = importing.of(objects);
      if (report.status() == Status.OK) {
        return List.of();
      }
      if (report.status() == Status.WARNING && namesAll(objects, report.errors())) {
        return named(objects, report.errors());
      }
    } catch (RemoteException e) {
      if (!mayBeOfAnObject(e)) {
        throw e;
      }
    }
    if (objects.size() == 1) {
      return objects;
    }
    int half = objects.size() / 2;
    return Stream.concat(
            refused(importing, objects.subList(0, half), cancellation).stream(),
            refused(importing, objects.subList(half, objects.size()), cancellation).stream())
        .toList();
  }

  /** Whether errors are of these objects, and there are no more of them. */
  private static boolean namesAll(List<Content> objects, List<ObjectError> errors) {
    Set<String> uids = objects.stream().map(Content::uid).collect(Collectors.toSet());
    return !errors.isEmpty()
        && errors.size() < MetadataImportReport.MOST_ERRORS
        && errors.stream().map(ObjectError::uid).allMatch(uids::contains);
  }

  private static List<Content> named(List<Content> objects, List<ObjectError> errors) {
    Set<String> uids = errors.stream().map(ObjectError::uid).collect(Collectors.toSet());
    return objects.stream().filter(each -> uids.contains(each.uid())).toList();
  }

  /** DHIS2 fails as a whole on some objects; everything else is trouble of the server. */
  private static boolean mayBeOfAnObject(RemoteException failure) {
    return failure.problem() == RemoteProblem.CONFLICT
        || failure.problem() == RemoteProblem.TOO_LARGE
        || failure.status() == BROKE_DOWN;
  }

  private static TaskProblem problem(Content object, List<ObjectError> errors) {
    List<String> reasons =
        errors.stream().map(each -> (each.code() + " " + each.message()).strip()).toList();
    return new TaskProblem(
        "METADATA_CONFLICT",
        "The server refused "
            + object.type()
            + "/"
            + object.uid()
            + ": "
            + String.join(" | ", reasons.subList(0, Math.min(REASONS_SHOWN, reasons.size())))
            + (reasons.size() > REASONS_SHOWN ? " | …" : ""),
        CONFLICT,
        String.join("\n", reasons));
  }
}
