package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.sync.internal.data.JsonText;
import io.github.dhisadmin.sync.internal.remote.Payload;
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
  static Payload toImport(List<MigratedValue> values) {
    return JsonText.payload(
        json ->
            json.object(
                root ->
                    root.array(
                        "dataValues",
                        array -> {
                          for (MigratedValue value : values) {
                            array.object(value::write);
                          }
                        })));
  }
}
