package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.NewTask;
import java.util.List;
import java.util.Optional;

/**
 * What is left to migrate: a task fetches the first part, and its upload is followed by a task for
 * the others.
 *
 * @param route from where to where
 * @param number of the first part, from 1
 * @param parts objects as in dataElements/fbfJHSPpUQD
 */
record MetadataDownloadDocument(MetadataRoute route, int number, List<List<String>> parts) {

  MetadataDownloadDocument {
    parts = parts.stream().map(List::copyOf).toList();
  }

  /** The objects of the first part. */
  List<MetadataObject> first() {
    return parts.get(0).stream().map(MetadataObject::of).toList();
  }

  /** What is left after the first part. */
  MetadataDownloadDocument next() {
    return new MetadataDownloadDocument(route, number + 1, parts.subList(1, parts.size()));
  }

  /** The task that does it; none if nothing is left. */
  Optional<NewTask> task(long run) {
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NewTask(
                run,
                ProcessType.METADATA_DOWNLOAD,
                String.valueOf(number),
                TaskDocuments.write(this)));
  }
}
