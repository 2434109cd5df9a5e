package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.sync.internal.data.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * Values that a task sends, or deletes.
 *
 * @param destination name of the target
 * @param values in uids of the destination
 */
record UploadDocument(String destination, List<MigratedValue> values) {

  /** As many values as one task takes. */
  static final int MOST = 5_000;

  UploadDocument {
    values = List.copyOf(values);
  }

  /** Values by as many as one task takes, in their order. */
  static List<UploadDocument> parts(String destination, List<MigratedValue> values) {
    List<UploadDocument> parts = new ArrayList<>();
    for (int from = 0; from < values.size(); from += MOST) {
      parts.add(
          new UploadDocument(
              destination, values.subList(from, Math.min(values.size(), from + MOST))));
    }
    return parts;
  }

  /** As DHIS2 reads them. */
  static JsonText.Content toImport(List<MigratedValue> values) {
    return json ->
        json.object(
            root ->
                root.array(
                    "dataValues",
                    array -> {
                      for (MigratedValue value : values) {
                        array.object(value::write);
                      }
                    }));
  }
}
