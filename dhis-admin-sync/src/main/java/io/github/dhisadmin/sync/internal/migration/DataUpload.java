package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.data.DataPush.RemoteOpener;
import io.github.dhisadmin.sync.internal.data.JsonText;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.ImportOutcome;
import io.github.dhisadmin.sync.internal.remote.PageUpload;
import io.github.dhisadmin.sync.internal.remote.Payload;
import io.github.dhisadmin.sync.internal.remote.RowOutcome;
import io.github.dhisadmin.sync.internal.remote.RowOutcome.Reason;
import io.github.dhisadmin.sync.internal.remote.SentRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Sends values to the destination, or deletes them there. Values that are refused are left to a
 * task of their own, which fails with the reasons: what is there is not sent again because of them.
 */
final class DataUpload implements TaskWork {
  private static final int REQUESTS_PER_TASK = 64;
  private static final int REASONS_SHOWN = 5;
  private static final int CONFLICT = 409;

  private final RemoteOpener remotes;
  private final Function<Dhis2Remote, Import> kind;

  /** One of the imports of a server. */
  @FunctionalInterface
  private interface Import {
    ImportOutcome send(Payload json, List<SentRow> sent);
  }

  private DataUpload(RemoteOpener remotes, Function<Dhis2Remote, Import> kind) {
    this.remotes = remotes;
    this.kind = kind;
  }

  /** Values that are created or updated. */
  static DataUpload sending(RemoteOpener remotes) {
    return new DataUpload(remotes, remote -> remote::importValues);
  }

  /** Values that are deleted; those that are gone already count as deleted. */
  static DataUpload deleting(RemoteOpener remotes) {
    return new DataUpload(remotes, remote -> remote::deleteValues);
  }

  @Override
  public TaskEffect carryOut(NewTask task, Cancellation cancellation) {
    UploadDocument document = TaskDocuments.read(task.payload(), UploadDocument.class);
    Import server = kind.apply(remotes.open(document.destination(), cancellation));
    List<RowOutcome> outcomes =
        PageUpload.send(
            part ->
                server.send(
                    JsonText.payload(UploadDocument.toImport(part)),
                    part.stream().map(MigratedValue::sent).toList()),
            document.values(),
            REQUESTS_PER_TASK);
    List<MigratedValue> delivered = new ArrayList<>();
    List<MigratedValue> refused = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).isDelivered()) {
        delivered.add(document.values().get(i));
      } else {
        refused.add(document.values().get(i));
        reasons.add(reason(document.values().get(i), outcomes.get(i)));
      }
    }
    TransferTotals totals = ValueTotals.of(delivered);
    if (refused.isEmpty()) {
      return new TaskEffect(List.of(), totals);
    }
    if (refused.size() == outcomes.size()) {
      throw new RefusedException(problem(reasons), false);
    }
    NewTask open =
        new NewTask(
            task.run(),
            task.process(),
            task.key() + "!",
            TaskDocuments.write(new UploadDocument(document.destination(), refused)));
    return new TaskEffect(List.of(open), totals);
  }

  private static TaskProblem problem(List<String> reasons) {
    return new TaskProblem(
        "REJECTED_ROWS",
        "The server refused "
            + reasons.size()
            + " values: "
            + String.join(" | ", reasons.subList(0, Math.min(REASONS_SHOWN, reasons.size())))
            + (reasons.size() > REASONS_SHOWN ? " | …" : ""),
        CONFLICT,
        String.join("\n", reasons));
  }

  private static String reason(MigratedValue value, RowOutcome outcome) {
    return value.point().key()
        + " "
        + outcome.reason().map(DataUpload::text).orElse("was not confirmed by the server");
  }

  private static String text(Reason reason) {
    return (reason.code() + " " + reason.message()).strip();
  }
}
