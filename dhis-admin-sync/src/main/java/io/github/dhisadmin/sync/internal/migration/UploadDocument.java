package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.sync.internal.data.JsonText;
import java.util.List;

/**
 * Values that a task sends, or deletes.
 *
 * @param destination name of the target
 * @param values in uids of the destination
 */
record UploadDocument(String destination, List<MigratedValue> values) {

  UploadDocument {
    values = List.copyOf(values);
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
