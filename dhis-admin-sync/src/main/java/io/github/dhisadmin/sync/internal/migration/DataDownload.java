package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches values from the source, and enqueues them as they are to be at the destination. What is
 * too much for the source at once is left to two tasks that ask for half of it each.
 */
final class DataDownload implements TaskWork {
  private static final int GATEWAY_TIMEOUT = 504;

  private final Sources sources;

  DataDownload(Sources sources) {
    this.sources = sources;
  }

  @Override
  public TaskEffect carryOut(NewTask task, Cancellation cancellation) {
    DownloadDocument document = TaskDocuments.read(task.payload(), DownloadDocument.class);
    try {
      Dhis2Remote source =
          sources.open(
              document.source(), document.destination(), document.transport(), cancellation);
      List<MigratedValue> values = new SourceValues(document).fetch(source);
      return new TaskEffect(uploads(task, document, values), ValueTotals.of(values));
    } catch (RemoteException e) {
      List<DownloadDocument> halves = isTooMuch(e) ? halves(document) : List.of();
      if (halves.isEmpty()) {
        throw e;
      }
      List<NewTask> smaller = new ArrayList<>();
      for (int i = 0; i < halves.size(); i++) {
        smaller.add(
            new NewTask(
                task.run(),
                ProcessType.DATA_DOWNLOAD,
                task.key() + "/" + i,
                TaskDocuments.write(halves.get(i))));
      }
      return TaskEffect.followedBy(smaller);
    }
  }

  private static List<NewTask> uploads(
      NewTask task, DownloadDocument document, List<MigratedValue> values) {
    List<NewTask> uploads = new ArrayList<>();
    for (UploadDocument part : UploadDocument.parts(document.destination(), values)) {
      uploads.add(
          new NewTask(
              task.run(),
              ProcessType.DATA_UPLOAD,
              task.key() + "#" + uploads.size(),
              TaskDocuments.write(part)));
    }
    return uploads;
  }

  /** Also an answer that is larger than what is taken into memory. */
  private static boolean isTooMuch(RemoteException failure) {
    return switch (failure.problem()) {
      case TOO_LARGE, TIMEOUT_UNKNOWN -> true;
      case CONTRACT -> failure.status() == 0;
      default -> failure.status() == GATEWAY_TIMEOUT;
    };
  }

  /** Fewer items, or else fewer periods; none if there is one of each. */
  private static List<DownloadDocument> halves(DownloadDocument document) {
    List<String> items = List.copyOf(document.items().keySet());
    if (items.size() > 1) {
      int half = items.size() / 2;
      return List.of(
          document.only(items.subList(0, half)), document.only(items.subList(half, items.size())));
    }
    List<String> periods = document.scope().periods();
    return periods.size() > 1 ? periods.stream().map(document::only).toList() : List.of();
  }
}
